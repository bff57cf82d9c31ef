/** Whatever is edited, the file means exactly that afterwards, and nobody else's lines have changed. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import type { Edit, Json, JsonObject } from '../../../main/config/edit-model.ts';
import { asJson, at, isList, isObject } from '../../../main/config/edit-model.ts';
import { parseWritten } from '../../../main/config/yaml-reading.ts';
import { add, changes, edited, field, move, remove, sample, seedFile, set } from '../../support/config-edits.ts';

const rounds = 300;

/** Always the same for the same seed. */
function createDice(seed: number) {
  let state = seed;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(roll() * count);
  function pick<T>(from: readonly T[]): T {
    const chosen = from[below(from.length)];
    if (chosen === undefined) throw new RangeError('there is nothing to pick from');
    return chosen;
  }
  return { roll, below, pick };
}

const words = [
  'x',
  '',
  '#x',
  'a: b',
  'a #b',
  'yes',
  '1.10',
  "it's",
  '"q"',
  '\\d+',
  'é 😀',
  'a\nb\n',
  ' a',
  '{a}',
  '@x',
  '22:30',
];

/** Of a whole file, by its sections; everything that an edit changes in it is changed here in another way. */
type Model = { readonly services: readonly JsonObject[]; readonly [section: string]: Json };

function read(text: string): Model {
  const parsing = parseWritten(text.replace(/^\ufeff/, ''));
  const value = parsing.ok ? asJson(parsing.value) : undefined;
  if (!isObject(value)) throw new Error('the file cannot be read any more');
  return { ...value, services: (isList(value.services) ? value.services : []).filter(isObject) };
}

type Turn = { readonly edit: Edit; readonly next: Model };

function createTurns(seed: number) {
  const { roll, below, pick } = createDice(seed);
  const plain = (): Json => pick<() => Json>([() => below(100), () => roll() < 0.5, () => pick(words)])();
  const value = (): Json => {
    const chance = roll();
    if (chance < 0.15) return Array.from({ length: below(4) }, plain);
    return chance < 0.25 ? { a: plain(), 'X-b': [plain(), { c: plain() }] } : plain();
  };
  const nameOf = (service: JsonObject | undefined): string | null => (service === undefined ? null : `${service.name}`);
  let names = 0;

  function serviceTurn(model: Model): Turn {
    const { services } = model;
    const index = below(services.length);
    const service = services[index];
    const chance = roll();
    if (service === undefined || chance < 0.15) {
      names += 1;
      const fresh = { name: `New ${names}`, url: `http://${names}.example/`, expect: { contains: value() } };
      return {
        edit: add(fresh, nameOf(services[index])),
        next: { ...model, services: services.toSpliced(index + 1, 0, fresh) },
      };
    }
    const others = services.toSpliced(index, 1);
    if (chance < 0.25) return { edit: remove(service), next: { ...model, services: others } };
    if (chance < 0.45) {
      const to = below(services.length);
      const edit = move(nameOf(service) ?? '', nameOf(services[index - 1]), nameOf(others[to - 1]));
      return { edit, next: { ...model, services: others.toSpliced(to, 0, service) } };
    }
    const key = pick(['timeout', 'critical', 'tags', 'headers', 'body', 'description', 'expect', 'url']);
    const wanted = roll() < 0.3 ? undefined : value();
    const changed = wanted === undefined ? without(service, key) : { ...service, [key]: wanted };
    return {
      edit: set(field(`${service.name}`, key), service[key], wanted),
      next: { ...model, services: services.with(index, changed) },
    };
  }

  function sectionTurn(model: Model): Turn {
    const section = pick(['monitoring', 'slack', 'history', 'logging', 'x-own']);
    const key = pick(['check_interval', 'retry_interval', 'channel', 'language', 'level', 'raw_days', 'other']);
    const before = at(model, section);
    const known = isObject(before) ? before : {};
    const wanted = roll() < 0.3 ? undefined : value();
    const after = wanted === undefined ? without(known, key) : { ...known, [key]: wanted };
    const emptied = Object.keys(after).length === 0 ? without(model, section) : { ...model, [section]: after };
    return { edit: set([section, key], known[key], wanted), next: { ...emptied, services: model.services } };
  }

  return (model: Model): Turn => (roll() < 0.6 ? serviceTurn(model) : sectionTurn(model));
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** Sections in which there is nothing are none; a number in a header is text. */
function meaning(model: Model): Json {
  const filled = Object.entries(model).filter(([, value]) => value !== null && !isDeepStrictEqual(value, {}));
  const services = model.services.map((service) => {
    const { headers } = service;
    if (!isObject(headers)) return service;
    const texts = Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === 'number' ? `${value}` : value,
    ]);
    return { ...service, headers: Object.fromEntries(texts) };
  });
  return { ...Object.fromEntries(filled), services };
}

/** How many lines an edit may take away, and whether those that come may be of any number. */
function isLocal(edit: Edit, changed: readonly string[]): boolean {
  const lines = changed.filter((line) => line.trim().length > 1);
  const [gone, came] = [lines.filter((line) => line.startsWith('-')), lines.filter((line) => line.startsWith('+'))];
  const comments = (some: readonly string[]): readonly string[] => some.filter((line) => /^.\s*#/.test(line));
  switch (edit.kind) {
    case 'move_service':
      // The same lines, at another place.
      return isDeepStrictEqual(
        gone.map((line) => line.slice(1)).toSorted(),
        came.map((line) => line.slice(1)).toSorted(),
      );
    case 'add_service':
      // The key itself may have been there without services.
      return gone.every((line) => line.endsWith('services: []')) && comments(came).length === 0;
    case 'remove_service':
      return came.every((line) => line.endsWith('services: []'));
    default:
      // Lines of the value and, with the last key of a section, the section; comments only within the value.
      return comments(came).length === 0 && comments(gone).length === 0;
  }
}

describe('any edit', () => {
  it.each([
    ['the sample', sample, 1],
    ['the sample with the line ends of Windows', sample.replaceAll('\n', '\r\n'), 2],
    ['the file of the tool before', `\ufeff${seedFile}`, 3],
    ['a file in brackets', `${JSON.stringify(read(seedFile), null, 2)}\n`, 4],
  ])('is exactly what it says, in %s', (title, original, seed) => {
    const turn = createTurns(seed);
    let text = original;
    for (let round = 0; round < rounds; round += 1) {
      const model = read(text);
      const { edit, next } = turn(model);
      const { text: after, removed } = edited(text, edit);
      const changed = changes(text, after);
      const said = `round ${round}: ${JSON.stringify(edit)}\n${changed.join('\n')}`;
      expect(meaning(read(after)), said).toEqual(meaning(next));
      if (round % 10 === 0) expect(parseDocument(after.replace(/^\ufeff/, '')).errors, said).toEqual([]);
      if (!title.includes('brackets')) expect(isLocal(edit, changed), said).toBe(true);
      if (title.includes('Windows')) expect(after, said).not.toMatch(/[^\r]\n/);
      for (const one of removed) expect(edited(after, { kind: 'restore_service', removed: one }).text, said).toBe(text);
      // So that the comments do not only become fewer.
      text = round % 20 === 19 ? original : after;
    }
  });

  it('is the same in one go as one after the other', () => {
    const turn = createTurns(5);
    for (let round = 0; round < rounds / 10; round += 1) {
      let text = sample;
      let model = read(sample);
      const edits: Edit[] = [];
      for (let count = 0; count < 10; count += 1) {
        const { edit, next } = turn(model);
        edits.push(edit);
        text = edited(text, edit).text;
        model = next;
      }
      const said = JSON.stringify(edits);
      expect(meaning(read(edited(sample, ...edits).text)), said).toEqual(meaning(model));
      expect(meaning(read(text)), said).toEqual(meaning(model));
    }
  });
});
