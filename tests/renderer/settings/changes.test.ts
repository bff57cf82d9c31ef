import { describe, expect, it } from 'vitest';
import type { Edit, JsonObject } from '../../../preload/settings.ts';
import { changesBetween, editsOf, ordered, reversed } from '../../../renderer/settings/form/changes.ts';
import { withAt } from '../../../renderer/settings/form/json.ts';

const inFile: JsonObject = {
  name: 'Shop',
  url: 'https://shop.example/',
  timeout: '10s',
  expect: { contains: 'Welcome', max_response_time: 2 },
  tags: ['web', 'public'],
  headers: { 'X-Key': { secret: true, hint: 'as in the file' } },
};

describe('what a form wants of the file', () => {
  it('is nothing as long as nothing differs', () => {
    expect(changesBetween(inFile, { ...inFile })).toEqual([]);
    expect(changesBetween({ expect: null, tags: ['a'] }, { tags: ['a'] })).toEqual([]);
  });

  it('is only the keys that differ, as deep inside as they do', () => {
    const draft = withAt(withAt(inFile, ['expect', 'contains'], 'Hello'), ['timeout'], 5);
    expect(changesBetween(inFile, draft)).toEqual([
      { path: ['timeout'], was: '10s', value: 5 },
      { path: ['expect', 'contains'], was: 'Welcome', value: 'Hello' },
    ]);
  });

  it('removes what was emptied, and the mapping around it when nothing else is in it', () => {
    const once = withAt(inFile, ['expect', 'contains'], undefined);
    expect(changesBetween(inFile, once)).toEqual([{ path: ['expect', 'contains'], was: 'Welcome' }]);
    const twice = withAt(once, ['expect', 'max_response_time'], undefined);
    expect(changesBetween(inFile, twice)).toEqual([{ path: ['expect'], was: inFile.expect }]);
  });

  it('leaves a section where it is although its last key goes, since comments may stand in it', () => {
    const file: JsonObject = { desktop: { sound: false } };
    const draft = withAt(file, ['desktop', 'sound'], undefined, 1);
    expect(changesBetween(file, draft)).toEqual([{ path: ['desktop', 'sound'], was: false }]);
  });

  it('goes into a section of which only comments are there, and makes one that is not', () => {
    const draft = withAt({}, ['desktop', 'sound'], false, 1);
    expect(changesBetween({ desktop: null }, draft)).toEqual([{ path: ['desktop', 'sound'], value: false }]);
    expect(changesBetween({}, draft)).toEqual([{ path: ['desktop'], value: { sound: false } }]);
  });

  it('changes a list as a whole', () => {
    const draft = withAt(inFile, ['tags'], ['web']);
    expect(changesBetween(inFile, draft)).toEqual([{ path: ['tags'], was: ['web', 'public'], value: ['web'] }]);
  });

  it('does not touch a secret that nobody replaced', () => {
    expect(changesBetween(inFile, withAt(inFile, ['headers', 'Accept'], 'text/html'))).toEqual([
      { path: ['headers', 'Accept'], value: 'text/html' },
    ]);
  });
});

describe('the edits that are sent', () => {
  it('name a service as the file does until its own name is changed, which comes last', () => {
    const changes = ordered(changesBetween(inFile, { ...inFile, name: 'Store', timeout: 5 }));
    expect(editsOf({ kind: 'service', name: 'Shop' }, changes)).toEqual([
      { kind: 'set', path: { service: 'Shop', field: ['timeout'] }, was: '10s', value: 5 },
      { kind: 'set', path: { service: 'Shop', field: ['name'] }, was: 'Shop', value: 'Store' },
    ]);
  });

  it('can be taken back, also after a new name', () => {
    const edits: readonly Edit[] = [
      { kind: 'set', path: { service: 'Shop', field: ['timeout'] }, was: '10s', value: 5 },
      { kind: 'set', path: { service: 'Shop', field: ['group'] }, value: 'Web' },
      { kind: 'set', path: { service: 'Shop', field: ['name'] }, was: 'Shop', value: 'Store' },
      { kind: 'set', path: ['maintenance', 0, 'services'], was: 'Shop', value: 'Store' },
    ];
    expect(reversed(edits)).toEqual([
      { kind: 'set', path: { service: 'Store', field: ['timeout'] }, was: 5, value: '10s' },
      { kind: 'set', path: { service: 'Store', field: ['group'] }, was: 'Web' },
      { kind: 'set', path: ['maintenance', 0, 'services'], was: 'Store', value: 'Shop' },
      { kind: 'set', path: { service: 'Store', field: ['name'] }, was: 'Store', value: 'Shop' },
    ]);
  });

  it('can be taken back after a service was added or moved', () => {
    const service = { name: 'Shop', url: 'https://shop.example/' };
    expect(reversed([{ kind: 'add_service', service }])).toEqual([
      { kind: 'remove_service', name: 'Shop', was: service },
    ]);
    expect(reversed([{ kind: 'move_service', name: 'Shop', after: 'API', wasAfter: null }])).toEqual([
      { kind: 'move_service', name: 'Shop', after: null, wasAfter: 'API' },
    ]);
    expect(reversed([{ kind: 'add_window', window: { from: '03:00' }, at: 2 }])).toEqual([
      { kind: 'remove_window', at: 2, was: { from: '03:00' } },
    ]);
  });

  it('cannot be taken back where that would need a secret', () => {
    const mark = { secret: true, hint: 'https://hc-ping.com' } as const;
    const replaced: Edit = {
      kind: 'set',
      path: ['monitoring', 'heartbeat_url'],
      was: mark,
      value: 'https://hc.example/1',
    };
    expect(reversed([replaced])).toBeUndefined();
  });
});
