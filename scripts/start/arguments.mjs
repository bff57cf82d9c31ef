// What `npm start` is asked for. Nothing here looks at the machine.

/**
 * `auto`: the desktop application, or headless where it cannot run. `args` are for whichever of the two it is.
 *
 * @typedef {{ readonly kind: 'run', readonly mode: 'auto' | 'desktop' | 'headless', readonly args: readonly string[] }
 *   | { readonly kind: 'help' }
 *   | { readonly kind: 'error', readonly message: string }} Start
 */

/** The first word of what is asked of a program that runs. */
export const commands = ['status', 'ack', 'snooze', 'unsnooze', 'incidents', 'decisions', 'test-slack'];

const headlessOptions = ['--json', '--check-config', '--no-dashboard', '--port', '--version'];
const optionsWithValue = ['--config', '--data-dir', '--port'];

export const help = `npm start -- [options] opens the desktop application. Where that cannot run it says why, and goes on headless:
in this terminal, with the window as a page in the browser.

  --desktop          the desktop application or nothing: exits with 1 where it cannot run
  --headless         headless in any case
  --hidden           the desktop application begins in the tray, without a window
  --config PATH, --data-dir PATH, --demo: as below. All other options, and commands, mean headless.

`;

/** @param {readonly string[]} given As typed behind `npm start --`. @returns {Start} */
export function readStart(given) {
  const wishes = new Set();
  /** @type {string[]} */
  const args = [];
  /** @type {string | undefined} */
  let headless;
  for (let at = 0; at < given.length; at += 1) {
    const arg = given[at];
    const [name] = arg.split('=');
    if (args.length === 0 && commands.includes(arg)) {
      headless = arg;
      args.push(...given.slice(at));
      break;
    }
    if (arg === '--') {
      args.push(...given.slice(at));
      break;
    }
    if (arg === '--desktop' || arg === '--headless') {
      wishes.add(arg);
      continue;
    }
    if (arg === '--help' || arg === '-h') return { kind: 'help' };
    if (headlessOptions.includes(name)) headless ??= name;
    args.push(arg);
    // The value may look like an option, and is none.
    if (optionsWithValue.includes(arg) && at + 1 < given.length) {
      at += 1;
      args.push(given[at]);
    }
  }
  const isDesktop = wishes.has('--desktop');
  if (isDesktop && wishes.has('--headless')) {
    return { kind: 'error', message: '--desktop and --headless exclude each other: leave out one of them' };
  }
  if (isDesktop && headless !== undefined) {
    return { kind: 'error', message: `"${headless}" is for the headless program: leave out --desktop` };
  }
  const isHeadless = wishes.has('--headless') || headless !== undefined;
  return { kind: 'run', mode: isDesktop ? 'desktop' : isHeadless ? 'headless' : 'auto', args };
}

/**
 * Whether this is for Electron's Chromium and no other.
 *
 * @param {string} arg
 */
export function isSwitch(arg) {
  return /^--(no-sandbox|ozone-|enable-|disable-|force-|gtk-|use-)/.test(arg);
}

/**
 * Without what only the desktop application and its Chromium know.
 *
 * @param {readonly string[]} args
 */
export function headlessArguments(args) {
  return args.filter((arg) => arg !== '--hidden' && !isSwitch(arg));
}
