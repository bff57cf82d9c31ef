/**
 * What a Linux desktop starts when its user signs in: the text of an entry in the folder `autostart`. Pure.
 *
 * By the "Desktop Entry Specification" (sections "Basic format of the file", "Possible value types", "The Exec key") and the
 * "Desktop Application Autostart Specification" of freedesktop.org.
 */

/** Beside the entries of other programs. */
export const autostartName = 'asl-monitor.desktop';

/** The first of the arguments that no entry can hold. */
export type Unwritable = { readonly unwritable: string };

/** The first of the command is the absolute path of a program. */
export function writeAutostart(command: readonly string[]): string | Unwritable {
  const [program = ''] = command;
  const unwritable = command.find(hasControls) ?? (program.includes('=') ? program : undefined);
  if (unwritable !== undefined) return { unwritable };
  // GLib and systemd look for a program before they have made one percent sign out of two.
  const line = program.includes('%') ? ['/usr/bin/env', ...command] : command;
  return `[Desktop Entry]
Type=Application
Name=ASL Monitor
Comment=Watches HTTP(S) services and tells about outages
Comment[fr]=Surveille des services HTTP(S) et signale leurs pannes
Exec=${escaped(line.map(quoted).join(' '))}
TryExec=${escaped(program)}
Icon=asl-monitor
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`;
}

function hasControls(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\x7f');
}

/** As an argument in `Exec`, where a percent sign begins a code. */
function quoted(argument: string): string {
  const literal = argument.replaceAll('%', '%%');
  if (/^[\w@%+:,./=-]+$/.test(literal)) return literal;
  return `"${literal.replace(/["`$\\]/g, '\\$&')}"`;
}

/** As any value is written, on top of what its key asks for. */
function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\');
}

export type Autostart = {
  /** Nobody has switched it off, in whichever way desktops do that. */
  readonly isOn: boolean;
  /** Absolute path of what must be there for the entry to count; undefined where it names none. */
  readonly program?: string;
};

export function readAutostart(text: string): Autostart {
  const values = valuesOf(text);
  const program = values.get('TryExec');
  const isHidden = values.get('Hidden')?.toLowerCase() === 'true';
  // GNOME, Cinnamon and MATE have a key each.
  const isDisabled = [...values].some(
    ([key, value]) => /^X-[A-Z]+-Autostart-enabled$/i.test(key) && value.toLowerCase() === 'false',
  );
  return {
    isOn: !isHidden && !isDisabled,
    ...(program?.startsWith('/') ? { program } : {}),
  };
}

/** Of the one group that counts. */
function valuesOf(text: string): ReadonlyMap<string, string> {
  const [, group = ''] = text.split(/^\[Desktop Entry\][^\S\n]*$/m);
  const [own = ''] = group.split(/^\[/m);
  const pairs = own.matchAll(/^([A-Za-z\d-]+)[^\S\n]*=[^\S\n]*(.*?)[^\S\n]*$/gm);
  return new Map([...pairs].map(([, key = '', value = '']) => [key, unescaped(value)]));
}

const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };

function unescaped(value: string): string {
  return value.replace(/\\(.)/g, (whole, character: string) => escapes[character] ?? whole);
}
