import { describe, expect, it } from 'vitest';
import { AttentionError } from '../../../main/monitor/attention.ts';
import { createDesktopActions, type DesktopAction } from '../../../main/shell/desktop-actions.ts';
import { createPausing } from '../../../main/shell/pausing.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const hour = 60 * 60_000;
const by = { name: 'ana', via: 'desktop' } as const;

/** A desktop on which everything that is done is noted. */
function aDesktop(refusal?: Error) {
  const clock = createFakeClock();
  const done: unknown[] = [];
  const warnings: string[] = [];
  const note =
    (what: string) =>
    (wish?: unknown): void => {
      if (refusal !== undefined) throw refusal;
      done.push(wish === undefined ? what : [what, wish]);
    };
  const pausing = createPausing(clock, () => done.push(pausing.pause ?? 'no pause'));
  const act = createDesktopActions({
    application: () => ({
      commands: { acknowledge: note('acknowledge'), snooze: note('snooze'), unsnooze: note('unsnooze') },
      checkNow: note('check'),
    }),
    by,
    pausing,
    openWindow: note('open'),
    openInBrowser: note('browse'),
    installUpdate: note('install'),
    quit: note('quit'),
    warn: (message) => warnings.push(message),
  });
  return { act, done, warnings, clock };
}

describe('what people do beside the window', () => {
  it.each<[DesktopAction, unknown]>([
    [{ kind: 'open' }, 'open'],
    [{ kind: 'open', hash: '#/settings' }, ['open', '#/settings']],
    [{ kind: 'check', service: 'API' }, ['check', ['API']]],
    [{ kind: 'check' }, 'check'],
    [{ kind: 'acknowledge', targets: ['API_1'] }, ['acknowledge', { targets: ['API_1'], by }]],
    [{ kind: 'snooze', targets: ['all'], forMs: hour }, ['snooze', { targets: ['all'], by, forMs: hour }]],
    [{ kind: 'snooze', targets: ['API'] }, ['snooze', { targets: ['API'], by }]],
    [{ kind: 'unsnooze' }, ['unsnooze', { by }]],
    [{ kind: 'browse', url: 'https://wiki.example/' }, ['browse', 'https://wiki.example/']],
    [{ kind: 'install_update' }, 'install'],
    [{ kind: 'quit' }, 'quit'],
  ])('is done in their name: %j', (action, expected) => {
    const { act, done } = aDesktop();
    act(action);
    expect(done).toEqual([expected]);
  });

  it('opens nothing that is no page of the web', () => {
    const { act, done } = aDesktop();
    act({ kind: 'browse', url: 'file:///etc/passwd' });
    expect(done).toEqual([]);
  });

  it('only warns where what it was about is over by now', () => {
    const { act, warnings } = aDesktop(new AttentionError('nothing of "API_1" is down'));
    act({ kind: 'acknowledge', targets: ['API_1'] });
    expect(warnings).toEqual(['acknowledge: nothing of "API_1" is down']);
  });

  it('hides no fault of the program', () => {
    const { act } = aDesktop(new TypeError('a fault'));
    expect(() => act({ kind: 'acknowledge', targets: ['API_1'] })).toThrow('a fault');
  });

  it('takes a rest that ends by itself, also where the machine slept through its end', () => {
    const { act, done, clock } = aDesktop();
    act({ kind: 'pause_all', forMs: hour });
    expect(done).toEqual([{ until: clock.wallMs() + hour }]);
    clock.advance(hour);
    expect(done.at(-1)).toBe('no pause');
    act({ kind: 'pause_all' });
    clock.advance(24 * hour);
    expect(done.at(-1)).toEqual({});
    act({ kind: 'resume_all' });
    expect(done.at(-1)).toBe('no pause');
  });
});
