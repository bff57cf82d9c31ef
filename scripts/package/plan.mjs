// What electron-builder is to be asked for on this machine. Nothing here looks at the machine itself.

/**
 * @typedef {{
 *   readonly platform: NodeJS.Platform,
 *   readonly args: readonly string[],
 *   readonly releases?: string | undefined,
 *   readonly homepage?: string | undefined,
 *   readonly hasRpmbuild: boolean,
 *   readonly hasCertificate: boolean,
 *   readonly runtime?: string,
 * }} Circumstances `args` come from whoever runs it and are electron-builder's own; `releases` is the repository on
 * GitHub, OWNER/REPOSITORY, where releases are published; `runtime` is the folder of an unpacked Electron for this
 * machine, and `hasCertificate` concerns macOS alone.
 */

/**
 * `args` are for electron-builder; `remarks` are for people, a sentence each: what is left out, and how to get it.
 *
 * @typedef {{ readonly args: readonly string[], readonly remarks: readonly string[] }} Plan
 */

const platformFlags = { linux: '--linux', darwin: '--mac', win32: '--win' };

/** @param {Circumstances} circumstances @returns {Plan | undefined} Undefined where there are no packages for the system. */
export function packagePlan(circumstances) {
  const { platform, args, runtime } = circumstances;
  const flag = platformFlags[platform];
  if (flag === undefined) return undefined;
  const feed = feedOf(circumstances);
  const { targets, remarks } = platform === 'linux' ? linuxTargets(circumstances) : { targets: [], remarks: [] };
  const signature = platform === 'darwin' ? macSignature(circumstances) : { args: [], remarks: [] };
  return {
    // Targets stand behind the system that they are for.
    args: [
      flag,
      ...targets,
      ...args.filter(isTarget),
      ...['--publish', 'never'],
      // A universal package of macOS is made of two runtimes, which electron-builder fetches itself.
      ...(runtime === undefined || platform === 'darwin' ? [] : [`-c.electronDist=${runtime}`]),
      ...signature.args,
      ...feed,
      ...args.filter((arg) => !isTarget(arg)),
    ],
    remarks: [...remarks, ...signature.remarks],
  };
}

/** Options are one word each, with their value behind "=". */
function isTarget(arg) {
  return !arg.startsWith('-');
}

/** Whoever names a target has chosen. */
function linuxTargets({ args, homepage, releases, hasRpmbuild }) {
  if (args.some((arg) => arg === '--dir' || isTarget(arg))) return { targets: [], remarks: [] };
  if (homepage === undefined && releases === undefined) {
    return {
      targets: ['AppImage'],
      remarks: [
        'deb and rpm are left out, which name a home page: give one with "npm run package -- -c.extraMetadata.homepage=URL"',
      ],
    };
  }
  if (hasRpmbuild) return { targets: [], remarks: [] };
  return {
    targets: ['AppImage', 'deb'],
    remarks: ['rpm is left out, since rpmbuild is not installed: "apt install rpm" or "brew install rpm" does that'],
  };
}

/**
 * Without a certificate the application is sealed all the same: macOS calls one with a broken seal damaged, and lets
 * nobody open it. Such a seal has no owner, as the hardened runtime asks of every library.
 */
function macSignature({ hasCertificate, releases }) {
  if (hasCertificate) return { args: [], remarks: [] };
  const updates =
    releases === undefined ? [] : ['it will not look for newer versions, since macOS installs only signed ones'];
  return {
    args: ['-c.mac.identity=-', '-c.mac.hardenedRuntime=false', '-c.mac.notarize=false'],
    remarks: [
      'the application is not signed: set CSC_LINK and CSC_KEY_PASSWORD to a Developer ID certificate',
      ...updates,
    ],
  };
}

/** Where an installed application finds newer versions; electron-builder writes it into the package. */
function feedOf({ platform, releases, homepage, hasCertificate }) {
  if (releases === undefined) return [];
  const [owner, repo] = releases.split('/');
  const home = homepage === undefined ? [`-c.extraMetadata.homepage=https://github.com/${releases}`] : [];
  if (platform === 'darwin' && !hasCertificate) return home;
  return [...home, '-c.publish.provider=github', `-c.publish.owner=${owner}`, `-c.publish.repo=${repo}`];
}
