/** Which programs of a Linux desktop have locked its screen, by what they say on the session bus. Pure. */

import { type BusCall, bus, type Signal } from './bus-messages.ts';
import type { BusValue } from './bus-reader.ts';

/** By its name on the bus, which is that of its interface as well; the value is the path of its object. */
const lockers: Readonly<Record<string, string>> = {
  // KDE and others that keep to the common name; elsewhere somebody may have the name without ever saying anything.
  'org.freedesktop.ScreenSaver': '/org/freedesktop/ScreenSaver',
  'org.gnome.ScreenSaver': '/org/gnome/ScreenSaver',
  'org.cinnamon.ScreenSaver': '/org/cinnamon/ScreenSaver',
  'org.mate.ScreenSaver': '/org/mate/ScreenSaver',
  'org.xfce.ScreenSaver': '/org/xfce/ScreenSaver',
};

/** Names of those that have locked the screen: it is, while there are any. */
export type Locked = ReadonlySet<string>;

export const unlocked: Locked = new Set();

export const lockMatches: readonly string[] = Object.keys(lockers).flatMap((name) => [
  `type='signal',sender='${name}',interface='${name}',member='ActiveChanged'`,
  `type='signal',sender='${bus.destination}',interface='${bus.interface}',member='NameOwnerChanged',arg0='${name}'`,
]);

/** What tells how it is when nothing was heard yet. */
export const lockQuestions: readonly BusCall[] = Object.entries(lockers).map(([name, path]) => ({
  destination: name,
  path,
  interface: name,
  member: 'GetActive',
}));

export function lockedAfter(locked: Locked, { sender, interface: name, member, values }: Signal): Locked {
  if (name in lockers && member === 'ActiveChanged') return lockedBy(locked, name, values);
  if (sender !== bus.destination || member !== 'NameOwnerChanged') return locked;
  // One that is gone can unlock nothing any more.
  const [owned, , owner] = values;
  return typeof owned === 'string' && owner === '' ? lockedBy(locked, owned, [false]) : locked;
}

/** `values` is what the program says of itself: whether it is active. Anything else says nothing. */
export function lockedBy(locked: Locked, name: string, [isActive]: readonly BusValue[]): Locked {
  if (typeof isActive !== 'boolean' || locked.has(name) === isActive) return locked;
  return new Set(isActive ? [...locked, name] : [...locked].filter((other) => other !== name));
}
