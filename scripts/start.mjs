// `npm start`. The desktop application comes with a later version; until then the same engine runs without one, and its
// window is a page in the browser.
console.error(
  'ASL Monitor has no desktop window yet. It runs headless: open the address after "Dashboard:". Ctrl+C ends it.',
);
await import('./asl-monitor.mjs');
