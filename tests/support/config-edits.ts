/** What edits do to a file, as its owner would see it in a diff. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edited } from '../../main/config/edit.ts';
import { applyEdits } from '../../main/config/edit.ts';
import type { Edit, EditPath, Json, JsonObject } from '../../main/config/edit-model.ts';

export const sample = readFileSync(join(import.meta.dirname, '../../config.yaml'), 'utf8');

/** As the README of the tool that came before shows it. */
export const seedFile = `services:
  - name: "API Production"
    url: "https://api.example.com/health"
    method: "GET"
    expected_status: 200
    timeout: 10
    critical: true
    
  - name: "Web Application"
    url: "https://app.example.com/health"
    method: "GET"
    expected_status: 200
    timeout: 10
    critical: true

slack:
  channel: "#asl-alerts"
  enabled: true
  mention_channel: true

monitoring:
  # Intervalle entre les vérifications (secondes)
  check_interval: 20
  
  # Nombre d'échecs avant déclenchement d'alerte
  failure_threshold: 2
  
  # Timeout par défaut (secondes)
  default_timeout: 10
`;

export function set(path: EditPath, was: Json | undefined, value: Json | undefined): Edit {
  return {
    kind: 'set',
    path,
    ...(was === undefined ? {} : { was }),
    ...(value === undefined ? {} : { value }),
  };
}

/** A field of the service of this name. */
export function field(service: string, ...path: readonly (string | number)[]): EditPath {
  return { service, field: path };
}

export function add(service: JsonObject, after?: string | null): Edit {
  return { kind: 'add_service', service, ...(after === undefined ? {} : { after }) };
}

export function remove(was: JsonObject): Edit {
  return { kind: 'remove_service', name: `${was.name}`, was };
}

export function move(name: string, wasAfter: string | null, after: string | null): Edit {
  return { kind: 'move_service', name, after, wasAfter };
}

type Success = Extract<Edited, { readonly ok: true }>;

export function edited(text: string, ...edits: readonly Edit[]): Success {
  const result = applyEdits(text, edits);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

/** The lines that went, with "-" before them, and those that came, with "+"; in the order of the file. */
export function changes(before: string, after: string): readonly string[] {
  const [allOld, allNow] = [linesOf(before), linesOf(after)];
  const same = (from: (index: number) => boolean, most: number): number => {
    let count = 0;
    while (count < most && from(count)) count += 1;
    return count;
  };
  const most = Math.min(allOld.length, allNow.length);
  const start = same((index) => allOld[index] === allNow[index], most);
  const end = same((index) => allOld.at(-1 - index) === allNow.at(-1 - index), most - start);
  const [old, now] = [allOld.slice(start, allOld.length - end), allNow.slice(start, allNow.length - end)];
  // The lengths of the longest common subsequences of what is left from each pair of lines on.
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  const lengthAt = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row === undefined) continue;
      row[j] = old[i] === now[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const found: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) [i, j] = [i + 1, j + 1];
    else if (j >= now.length || (i < old.length && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      found.push(`-${shown(old[i])}`);
      i += 1;
    } else {
      found.push(`+${shown(now[j])}`);
      j += 1;
    }
  }
  return found;
}

/** With their ends, which are a part of them. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function shown(line = ''): string {
  return line.replace(/\n$/, '');
}

/** What the edits change in the text, see `changes`. */
export function changesBy(text: string, ...edits: readonly Edit[]): readonly string[] {
  return changes(text, edited(text, ...edits).text);
}

/** The lines around the first one that begins like this, up to so many behind it. */
export function linesFrom(text: string, begin: string, count: number): readonly string[] {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.startsWith(begin));
  return at < 0 ? [] : lines.slice(at, at + count);
}
