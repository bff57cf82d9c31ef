import { describe, expect, it } from 'vitest';
import { AttentionError } from '../../../main/monitor/attention.ts';
import { answer } from '../../../main/window/answer.ts';
import { Refusal } from '../../../main/window/refusal.ts';
import { argumentSchemas } from '../../../preload/arguments.ts';
import type { CommandName, Handlers } from '../../../preload/contract.ts';

/** Handlers of which only some are asked; the others must not be. */
function handlersWith(some: Partial<Handlers>): Handlers {
  const none = Object.keys(argumentSchemas).map((name) => [
    name,
    () => {
      throw new Error(`${name} was asked`);
    },
  ]);
  return { ...(Object.fromEntries(none) as unknown as Handlers), ...some };
}

const untouched = handlersWith({});

describe('what a window asks', () => {
  it('reaches its handler, and comes back', async () => {
    const handlers = handlersWith({ checkNow: ({ services = [] }) => ({ started: services.length }) });
    expect(await answer(handlers, 'checkNow', { services: ['Web', 'API'] })).toEqual({ answer: { started: 2 } });
  });

  it('waits for what takes its time', async () => {
    const handlers = handlersWith({
      testSlack: () => Promise.resolve({ ok: true, channel: '#alerts' }),
    });
    expect(await answer(handlers, 'testSlack', undefined)).toEqual({ answer: { ok: true, channel: '#alerts' } });
  });

  it.each<[CommandName | string, unknown, string, string]>([
    ['snooze', { targets: ['Web'], forMs: 5 }, 'snooze: forMs must be at least 1000', 'snooze : forMs : au moins 1000'],
    [
      'acknowledge',
      { targets: ['Web'], note: 'x'.repeat(501) },
      'acknowledge: note must be at most 500 characters',
      'acknowledge : note : au plus 500 caractères',
    ],
    ['acknowledge', { targets: [] }, 'targets must not be empty', 'targets ne doit pas être vide'],
    [
      'acknowledge',
      { targets: ['Web', 3] },
      'targets[1] must be of the type string',
      'targets[1] doit être du type string',
    ],
    ['acknowledge', { targets: ['Web'], by: 'root' }, 'has unknown keys: by', 'clés inconnues, by'],
    ['pause', { service: 'Web' }, 'paused must be of the type boolean', 'paused doit être du type boolean'],
    ['setPreferences', { theme: 'pink' }, 'theme must be one of system, light, dark', 'system, light, dark'],
    ['startDemo', { port: 1 }, 'startDemo: takes no argument', 'startDemo : ne prend pas d’argument'],
    ['incident', undefined, 'incident: must be of the type object', 'incident : doit être du type object'],
    [
      'editSettings',
      { edits: [{ kind: 'burn' }] },
      'edits[0].kind is not what is expected',
      'n’est pas ce qui est attendu',
    ],
    ['format', {}, 'there is no command "format"', 'il n’y a pas de commande « format »'],
    ['__proto__', {}, 'there is no command "__proto__"', 'il n’y a pas de commande'],
    ['toString', {}, 'there is no command "toString"', 'il n’y a pas de commande'],
  ])('is refused before any handler when its arguments are not right: %s %j', async (name, argument, en, fr) => {
    const refused = await answer(untouched, name, argument);
    expect(refused).toEqual({
      error: { kind: 'invalid', message: { en: expect.stringContaining(en), fr: expect.stringContaining(fr) } },
    });
  });

  it('says of what cannot be done why, in both languages', async () => {
    const handlers = handlersWith({
      acknowledge() {
        throw new AttentionError('nothing of "Web" is down: there is nothing to acknowledge');
      },
      async incident() {
        throw new Refusal('missing', { en: 'there is no incident x', fr: 'il n’y a pas d’incident x' });
      },
    });
    expect(await answer(handlers, 'acknowledge', { targets: ['Web'] })).toMatchObject({
      error: { kind: 'refused', message: { fr: expect.stringMatching(/^rien n’est en panne dans «.Web.»/) } },
    });
    expect(await answer(handlers, 'incident', { id: 'x' })).toEqual({
      error: { kind: 'missing', message: { en: 'there is no incident x', fr: 'il n’y a pas d’incident x' } },
    });
  });

  it('keeps to itself how the program failed, and logs it', async () => {
    const reports: string[] = [];
    const handlers = handlersWith({
      settings() {
        throw new TypeError('token xoxb-1 is not a function');
      },
    });
    const failed = await answer(handlers, 'settings', undefined, (message) => reports.push(message));
    expect(failed).toMatchObject({ error: { kind: 'failed' } });
    expect(JSON.stringify(failed)).not.toMatch(/xoxb|TypeError|answer\.test/);
    expect(reports).toEqual([expect.stringMatching(/settings.*token xoxb-1 is not a function/s)]);
  });
});
