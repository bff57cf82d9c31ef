/** Where the session bus listens. Pure. */
import { posix } from 'node:path';
import type { Environment } from '../config/environment.ts';

/**
 * Paths for a local socket, in the order in which they are to be tried; one that begins with NUL is in Linux's abstract
 * namespace. Empty where the session has no bus. Addresses are read as "Server Addresses" in the D-Bus specification
 * says; of its transports a desktop's session uses `unix`, and others are passed over.
 */
export function busSockets(environment: Environment, uid: number): readonly string[] {
  const { DBUS_SESSION_BUS_ADDRESS: given, XDG_RUNTIME_DIR: runtimeDir } = environment;
  const usual = posix.join(runtimeDir || `/run/user/${uid}`, 'bus');
  if (given === undefined || given === '') return [usual];
  return given.split(';').flatMap((address) => socketOf(address, usual) ?? []);
}

function socketOf(address: string, usual: string): string | undefined {
  const [transport, pairs = ''] = address.trim().split(/:(.*)/s);
  if (transport !== 'unix') return undefined;
  const values = new Map(pairs.split(',').map((pair) => splitAt(pair, '=')));
  const path = unescaped(values.get('path'));
  const abstract = unescaped(values.get('abstract'));
  if (path !== undefined) return path;
  if (abstract !== undefined) return `\0${abstract}`;
  return values.get('runtime') === 'yes' ? usual : undefined;
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Undefined where the escapes are none. */
function unescaped(value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
