// What a Linux system lacks to load Electron, by what its loader says. Nothing here looks at the machine itself.

import { fetchAgain } from './obstacles.mjs';

/** @typedef {import('./obstacles.mjs').Obstacle} Obstacle */

/**
 * By the beginning of their names: the packages of Debian and of Fedora that hold them. A star stands behind those whose
 * names end in t64 since Debian 13 and Ubuntu 24.04.
 *
 * @type {readonly (readonly [library: string, debian: string, fedora: string])[]}
 */
const packages = [
  ['libgtk-3.', 'libgtk-3-0*', 'gtk3'],
  ['libgdk-3.', 'libgtk-3-0*', 'gtk3'],
  ['libgdk_pixbuf-2.', 'libgdk-pixbuf-2.0-0', 'gdk-pixbuf2'],
  ['libglib-2.', 'libglib2.0-0*', 'glib2'],
  ['libgobject-2.', 'libglib2.0-0*', 'glib2'],
  ['libgio-2.', 'libglib2.0-0*', 'glib2'],
  ['libnss3.', 'libnss3', 'nss'],
  ['libnssutil3.', 'libnss3', 'nss-util'],
  ['libsmime3.', 'libnss3', 'nss'],
  ['libnspr4.', 'libnspr4', 'nspr'],
  ['libatk-1.', 'libatk1.0-0*', 'atk'],
  ['libatk-bridge-2.', 'libatk-bridge2.0-0*', 'at-spi2-atk'],
  ['libatspi.', 'libatspi2.0-0*', 'at-spi2-core'],
  ['libasound.', 'libasound2*', 'alsa-lib'],
  ['libcups.', 'libcups2*', 'cups-libs'],
  ['libdbus-1.', 'libdbus-1-3', 'dbus-libs'],
  ['libdrm.', 'libdrm2', 'libdrm'],
  ['libgbm.', 'libgbm1', 'mesa-libgbm'],
  ['libexpat.', 'libexpat1', 'expat'],
  ['libpango-1.', 'libpango-1.0-0', 'pango'],
  ['libpangocairo-1.', 'libpangocairo-1.0-0', 'pango'],
  ['libcairo.', 'libcairo2', 'cairo'],
  ['libudev.', 'libudev1', 'systemd-libs'],
  ['libxkbcommon.', 'libxkbcommon0', 'libxkbcommon'],
  ['libX11.', 'libx11-6', 'libX11'],
  ['libX11-xcb.', 'libx11-xcb1', 'libX11-xcb'],
  ['libxcb.', 'libxcb1', 'libxcb'],
  ['libXcomposite.', 'libxcomposite1', 'libXcomposite'],
  ['libXcursor.', 'libxcursor1', 'libXcursor'],
  ['libXdamage.', 'libxdamage1', 'libXdamage'],
  ['libXext.', 'libxext6', 'libXext'],
  ['libXfixes.', 'libxfixes3', 'libXfixes'],
  ['libXi.', 'libxi6', 'libXi'],
  ['libXrandr.', 'libxrandr2', 'libXrandr'],
  ['libXrender.', 'libxrender1', 'libXrender'],
  ['libXtst.', 'libxtst6', 'libXtst'],
  ['libstdc++.', 'libstdc++6', 'libstdc++'],
];

/**
 * The names of libraries that are missing, as the loader and `ldd` write them.
 *
 * @param {string} text
 * @returns {readonly string[]}
 */
export function missingLibraries(text) {
  const told = text.matchAll(/loading shared libraries: ([^\s:]+): cannot open|^\s*([^\s]+) => not found/gm);
  return [...new Set([...told].map(([, loader, ldd]) => loader ?? ldd))];
}

/**
 * @param {readonly string[]} missing At least one.
 * @param {string} osRelease What /etc/os-release holds.
 * @returns {Obstacle}
 */
export function libraryObstacle(missing, osRelease) {
  const why = `Electron lacks ${missing.length === 1 ? 'the library' : 'the libraries'} ${missing.join(', ')}`;
  const known = packages.filter(([begin]) => missing.some((library) => library.startsWith(begin)));
  const unknown = missing.filter((library) => !known.some(([begin]) => library.startsWith(begin)));
  if (known.length === 0) return { why, remedy: 'install the packages of your system that hold them' };
  const rest = unknown.length === 0 ? '' : `, and what holds ${unknown.join(', ')}`;
  const debian = unique(known.map(([, name]) => debianName(name, osRelease)));
  const fedora = unique(known.map(([, , name]) => name));
  switch (familyOf(osRelease)) {
    case 'debian':
      return { why, remedy: `sudo apt-get install ${debian}${rest}` };
    case 'fedora':
      return { why, remedy: `sudo dnf install ${fedora}${rest}` };
    default:
      return { why, remedy: `install what is ${debian} in Debian and ${fedora} in Fedora${rest}` };
  }
}

const unique = (names) => [...new Set(names)].join(' ');

function familyOf(osRelease) {
  const ids = [fieldOf(osRelease, 'ID'), ...fieldOf(osRelease, 'ID_LIKE').split(' ')];
  if (ids.includes('debian') || ids.includes('ubuntu')) return 'debian';
  return ids.includes('fedora') || ids.includes('rhel') ? 'fedora' : 'other';
}

function debianName(name, osRelease) {
  if (!name.endsWith('*')) return name;
  const version = Number.parseFloat(fieldOf(osRelease, 'VERSION_ID'));
  const since = fieldOf(osRelease, 'ID') === 'debian' ? 13 : fieldOf(osRelease, 'ID') === 'ubuntu' ? 24.04 : Infinity;
  return name.replace('*', version >= since ? 't64' : '');
}

function fieldOf(osRelease, key) {
  const line = osRelease.split('\n').find((each) => each.startsWith(`${key}=`)) ?? '';
  return line.slice(key.length + 1).replace(/^"|"$/g, '');
}

/**
 * Why a program of that path does not even begin, by how an attempt ended; undefined where it does.
 *
 * @param {string} path
 * @param {{ readonly code?: string | number | null, readonly text: string }} attempt `code` is 0, another exit code, the
 *   name of a fault such as ENOENT, or null where a signal or a time limit ended it; `text` is its standard error.
 * @returns {Obstacle | undefined}
 */
export function loadingObstacle(path, { code, text }) {
  if (code === 0) return undefined;
  if (/version `[A-Z]+_[\d.]+' not found/.test(text)) {
    return { why: "this system's C library is older than Electron needs", remedy: 'use a newer release of the system' };
  }
  if (code === 'EACCES') {
    return {
      why: `${path} may not be executed`,
      remedy: 'see to it that its file system is not mounted with noexec, and that it belongs to you',
    };
  }
  if (code === 'ENOENT') {
    return {
      why: `${path} needs glibc, which this system does not have`,
      remedy: 'use a system with glibc: there is no Electron for Alpine and its like',
    };
  }
  if (code === 'ENOEXEC' || code === 'UNKNOWN')
    return { why: `${path} is damaged, or for another processor`, remedy: fetchAgain };
  const said = text.trim().split('\n')[0];
  return { why: `${path} does not start${said === '' ? '' : ` (${said})`}`, remedy: fetchAgain };
}
