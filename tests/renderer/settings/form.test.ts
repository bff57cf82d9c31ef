import { describe, expect, it } from 'vitest';
import type { EditResult, JsonObject } from '../../../preload/settings.ts';
import type { FieldChange } from '../../../renderer/settings/form/changes.ts';
import { createForm, type FormOptions } from '../../../renderer/settings/form/form.ts';
import { at, parsePath } from '../../../renderer/settings/form/json.ts';

const inFile: JsonObject = { monitoring: { check_interval: 20, retry_interval: '2s' } };
const interval = ['monitoring', 'check_interval'];
const saved: EditResult = { ok: true, revision: '2', removed: [], removedWindows: [] };

function opened(answers: readonly EditResult[] = [saved], more: Partial<FormOptions> = {}) {
  const sent: (readonly FieldChange[])[] = [];
  const left = [...answers];
  const form = createForm({
    seen: inFile,
    kept: 1,
    faultsOf: (draft) =>
      typeof at(draft, interval) === 'string' ? [{ path: interval, fault: 'duration' as const }] : [],
    send: async (changes) => {
      sent.push(changes);
      return left.shift() ?? saved;
    },
    pathOf: ({ path }) => parsePath(path),
    ...more,
  });
  return { form, sent };
}

describe('a form', () => {
  it('sends what differs with what the person saw, and has nothing left to save then', async () => {
    const { form, sent } = opened();
    expect(form.isDirty.value).toBe(false);
    form.set(interval, 30);
    expect(form.isDirty.value).toBe(true);
    expect(await form.save()).toBe('saved');
    expect(sent).toEqual([[{ path: interval, was: 20, value: 30 }]]);
    expect(form.isDirty.value).toBe(false);
    expect(await form.save()).toBe('unchanged');
  });

  it('keeps what is typed while it is being saved', async () => {
    const { form } = opened();
    form.set(interval, 30);
    const saving = form.save();
    expect(form.isSaving.value).toBe(true);
    form.set(interval, 40);
    await saving;
    expect(form.isSaving.value).toBe(false);
    expect(form.isDirty.value).toBe(true);
    expect(at(form.seen.value, interval)).toBe(30);
    expect(at(form.draft.value, interval)).toBe(40);
  });

  it('says what is wrong only once the field was left or it was to be saved, and sends none of it', async () => {
    const { form, sent } = opened();
    form.set(interval, '10x');
    expect(form.faults.value).toEqual([]);
    form.leave(interval);
    expect(form.faults.value).toHaveLength(1);
    const other = opened();
    other.form.set(interval, '10x');
    expect(await other.form.save()).toBe('faulty');
    expect(other.form.faults.value).toHaveLength(1);
    expect([...sent, ...other.sent]).toEqual([]);
  });

  it('holds what a field alone can see against saving', async () => {
    const { form, sent } = opened();
    form.complain(['monitoring', 'body'], 'json');
    expect(form.isDirty.value).toBe(true);
    expect(await form.save()).toBe('faulty');
    form.complain(['monitoring', 'body'], undefined);
    form.set(interval, 30);
    expect(await form.save()).toBe('saved');
    expect(sent).toHaveLength(1);
  });

  it('shows a conflict with what the file has, and sends mine again on top of it', async () => {
    const { form, sent } = opened([{ ok: false, reason: 'conflict', conflicts: [{ edit: 0, now: 25 }] }]);
    form.set(interval, 30);
    expect(await form.save()).toBe('overtaken');
    expect(form.conflicts.value).toEqual([{ path: interval, theirs: 25 }]);
    expect(await form.save()).toBe('undecided');
    form.keepMine(interval);
    expect(await form.save()).toBe('saved');
    expect(sent).toEqual([[{ path: interval, was: 20, value: 30 }], [{ path: interval, was: 25, value: 30 }]]);
  });

  it('takes the file’s of a conflict, also where the key is gone there', async () => {
    const { form } = opened([{ ok: false, reason: 'conflict', conflicts: [{ edit: 0 }] }]);
    form.set(interval, 30);
    await form.save();
    form.takeTheirs(interval);
    expect(at(form.draft.value, interval)).toBeUndefined();
    expect(form.conflicts.value).toEqual([]);
    expect(form.isDirty.value).toBe(false);
  });

  it('follows the file while nobody touches it, and keeps what was typed otherwise', () => {
    const { form } = opened();
    form.follow({ monitoring: { check_interval: 25, retry_interval: '2s' } });
    expect(at(form.draft.value, interval)).toBe(25);
    form.set(interval, 30);
    form.follow({ monitoring: { check_interval: 25, retry_interval: '5s' } });
    expect(form.draft.value).toEqual({ monitoring: { check_interval: 30, retry_interval: '5s' } });
    expect(form.conflicts.value).toEqual([]);
    form.follow({ monitoring: { check_interval: 99, retry_interval: '5s' } });
    form.follow({ monitoring: { check_interval: 99, retry_interval: '6s' } });
    expect(form.conflicts.value).toEqual([{ path: interval, theirs: 99 }]);
    form.discard();
    expect(at(form.draft.value, interval)).toBe(99);
    expect(form.conflicts.value).toEqual([]);
  });

  it('shows the program’s problems by their place until the field is changed', async () => {
    const message = { en: 'no', fr: 'non' };
    const { form } = opened([
      {
        ok: false,
        reason: 'invalid',
        problems: [
          { file: '/c.yaml', path: 'monitoring.check_interval', message },
          { file: '/c.yaml', path: 'services[0].url', message },
        ],
      },
    ]);
    form.set(interval, 30);
    expect(await form.save()).toBe('refused');
    expect(form.problems.value.map(({ path }) => path)).toEqual([interval, ['services', 0, 'url']]);
    form.set(interval, 31);
    expect(form.problems.value.map(({ place }) => place)).toEqual(['services[0].url']);
  });

  it('says why the file could not be written', async () => {
    const message = { en: 'read-only', fr: 'en lecture seule' };
    const { form } = opened([{ ok: false, reason: 'unwritable', message }]);
    form.set(interval, 30);
    expect(await form.save()).toBe('refused');
    expect(form.refusal.value).toEqual(message);
    expect(form.isDirty.value).toBe(true);
  });

  it('of something new can be saved as it begins', async () => {
    const { form, sent } = opened([saved], { draft: { name: 'Copy' }, seen: {}, isNew: true });
    expect(await form.save()).toBe('saved');
    expect(sent).toEqual([[{ path: ['name'], value: 'Copy' }]]);
  });
});
