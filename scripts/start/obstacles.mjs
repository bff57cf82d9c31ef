// Why the desktop application cannot run on a machine, and what to do about it. Nothing here looks at the machine itself.

/**
 * Each is one clause: what is in the way, and how to get it out of the way.
 *
 * @typedef {{ readonly why: string, readonly remedy: string }} Obstacle
 */

/** What to do about an Electron that is broken. */
export const fetchAgain = 'delete node_modules/electron/dist and start again: it is fetched anew';

/**
 * Of Linux. `helper` is Chromium's own program that makes its sandbox where the system does not; the others are what
 * these files hold, if they are there: /proc/sys/kernel/unprivileged_userns_clone, /proc/sys/user/max_user_namespaces and
 * /proc/sys/kernel/apparmor_restrict_unprivileged_userns.
 *
 * @typedef {{
 *   readonly helper: { readonly path: string, readonly isSetuid: boolean },
 *   readonly usernsClone?: string,
 *   readonly maxUserns?: string,
 *   readonly apparmorRestricts?: string,
 * }} Sandbox
 */

/**
 * @typedef {{
 *   readonly platform: NodeJS.Platform,
 *   readonly environment: Readonly<Record<string, string | undefined>>,
 *   readonly uid?: number,
 *   readonly args: readonly string[],
 * }} Session
 */

/**
 * What can be told before there is an Electron.
 *
 * @param {Session} session
 * @returns {Obstacle | undefined}
 */
export function sessionObstacle({ platform, environment, uid, args }) {
  if (platform !== 'linux') return undefined;
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) {
    return {
      why: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)',
      remedy: 'start it in a terminal of a desktop session',
    };
  }
  if (uid === 0 && !isUnsandboxed(environment, args)) return rootObstacle;
  return undefined;
}

const rootObstacle = {
  why: 'Electron does not run as root, since its sandbox needs another user',
  remedy: 'start it as the user whose desktop this is',
};

/** Somebody has switched it off; nothing here ever does. */
function isUnsandboxed(environment, args) {
  return args.includes('--no-sandbox') || Boolean(environment.ELECTRON_DISABLE_SANDBOX);
}

/**
 * What keeps Chromium from making its sandbox for sure. AppArmor may have an exception for this very program, which only
 * a start can tell.
 *
 * @param {Session} session
 * @param {Sandbox} sandbox
 * @returns {Obstacle | undefined}
 */
export function sandboxObstacle({ platform, environment, args }, sandbox) {
  if (platform !== 'linux' || isUnsandboxed(environment, args) || sandbox.helper.isSetuid) return undefined;
  const isOff = sandbox.usernsClone === '0' || sandbox.maxUserns === '0';
  return isOff ? noSandbox(sandbox) : undefined;
}

/** @param {Sandbox} sandbox @returns {Obstacle} */
function noSandbox({ helper, usernsClone, maxUserns, apparmorRestricts }) {
  const [cause, setting] =
    usernsClone === '0'
      ? ['this system lets no ordinary user make namespaces', 'kernel.unprivileged_userns_clone=1']
      : maxUserns === '0'
        ? ['this system lets nobody make namespaces', 'user.max_user_namespaces=15000']
        : apparmorRestricts === '1'
          ? [
              'AppArmor lets no program make namespaces that it does not know',
              'kernel.apparmor_restrict_unprivileged_userns=0',
            ]
          : ['this system does not let it make namespaces', undefined];
  const path = shellWord(helper.path);
  const own = `sudo chown root:root ${path} && sudo chmod 4755 ${path}`;
  const wider = setting === undefined ? '' : `, or for all programs until the next boot: sudo sysctl -w ${setting}`;
  return { why: `Chromium cannot make its sandbox: ${cause}`, remedy: `${own}${wider}` };
}

function shellWord(text) {
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const crashes = ['SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGSYS'];

/**
 * What keeps Electron from beginning on this machine, by how an application ended that does nothing. Undefined where that
 * tells nothing of the machine.
 *
 * @param {{ readonly code: string | number | null, readonly signal: NodeJS.Signals | null, readonly text: string }} end
 *   `text` is what it wrote.
 * @param {Sandbox | undefined} sandbox Undefined where it has no such sandbox.
 * @returns {Obstacle | undefined}
 */
export function beginningObstacle({ code, signal, text }, sandbox) {
  if (code === 0) return undefined;
  if (/running as root without --no-sandbox/i.test(text)) return rootObstacle;
  if (sandbox && /SUID sandbox helper binary|No usable sandbox|setuid_sandbox_host/.test(text)) {
    return noSandbox(sandbox);
  }
  const display =
    /Missing X server|[Uu]nable to open X display|cannot open display|Failed to (?:connect to|initialize) Wayland/;
  if (display.test(text)) {
    return {
      why: `the display cannot be reached (${lineWith(text, display)})`,
      remedy: 'start it in a terminal of a desktop session, as the user whose desktop it is',
    };
  }
  const crash = signal !== null && crashes.includes(signal) ? `it was ended by ${signal}` : crashOfWindows(code);
  if (crash === undefined) return undefined;
  return {
    why: `Electron does not even begin here: ${crash}`,
    remedy: 'look at what it wrote above; fresh graphics drivers, or --disable-gpu, may help',
  };
}

/** Windows has no signals, but numbers that no program ends with by itself. */
function crashOfWindows(code) {
  return typeof code === 'number' && code >= 0xc000_0000 ? `its exit code is 0x${code.toString(16)}` : undefined;
}

/** Without the place in Chromium's sources that stands before it. */
function lineWith(text, pattern) {
  const line = text.split('\n').find((each) => pattern.test(each)) ?? '';
  return line.replace(/^\[[^\]]*\]\s*/, '').trim();
}
