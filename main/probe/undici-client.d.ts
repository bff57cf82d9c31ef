/**
 * undici's HTTP/1 client alone. The package's main entry brings fetch, WebSocket and caches along, which nobody here uses:
 * 14 MB of memory and 90 ms at start. The path is not public API, so undici's version is pinned exactly.
 */
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  // biome-ignore lint/style/noDefaultExport: this is how undici exports it
  export default Client;
}
