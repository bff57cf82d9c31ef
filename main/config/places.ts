import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';

/** An entry of a folder that, when it changes, may make another file of a path. */
export type Place = { readonly folder: string; readonly name: string };

const mostLinks = 40;

/**
 * The file itself and every symbolic link on the way to it: a configuration that Kubernetes mounts is swapped by way
 * of a link to its folder. Ends where something is missing, with the entry that would have to appear.
 */
export function placesOf(file: string): readonly Place[] {
  const places: Place[] = [];
  let { root: at, parts } = split(file);
  for (let links = 0; parts.length > 0; ) {
    const [name = '', ...rest] = parts;
    const path = join(at, name);
    const target = linkTarget(path);
    if (target === 'missing') return [...places, { folder: at, name }];
    if (target === undefined) {
      at = path;
      parts = rest;
      continue;
    }
    places.push({ folder: at, name });
    links += 1;
    if (links > mostLinks) return places;
    const next = split(resolve(at, target.to));
    at = next.root;
    parts = [...next.parts, ...rest];
  }
  return [...places, { folder: dirname(at), name: parse(at).base }];
}

function split(path: string): { readonly root: string; readonly parts: readonly string[] } {
  const { root } = parse(path);
  return {
    root,
    parts: path
      .slice(root.length)
      .split(/[\\/]/)
      .filter((part) => part !== ''),
  };
}

function linkTarget(path: string): { readonly to: string } | 'missing' | undefined {
  try {
    const entry = lstatSync(path, { throwIfNoEntry: false });
    if (entry === undefined) return 'missing';
    return entry.isSymbolicLink() ? { to: readlinkSync(path) } : undefined;
  } catch {
    return 'missing';
  }
}
