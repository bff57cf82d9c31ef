/** Electron's entry. */
import { version } from '../package.json' with { type: 'json' };
import { startDesktop } from './shell/desktop.ts';

// A lookup that hangs holds a thread for many seconds, and lookups may use half of them: of Node's four, two.
process.env.UV_THREADPOOL_SIZE ??= '32';

startDesktop({ version, folder: import.meta.dirname });
