import { describe, expect, it } from 'vitest';
import type { Alert, Incident } from '../../../main/monitor/model.ts';
import type { OwedAlert } from '../../../main/monitor/outbox.ts';
import { digestReply, digestRoot } from '../../../main/notify/digest.ts';
import { nextTasks } from '../../../main/notify/plan.ts';
import type { Planning } from '../../../main/notify/queue.ts';
import { isDown, type Report, reportOf } from '../../../main/notify/report.ts';
import { isBroadcast, replyFor } from '../../../main/notify/slack-messages.ts';
import { type Language, wordingFor } from '../../../main/notify/wording.ts';
import { readable, refusalOf } from '../../support/slack-rules.ts';
import { anAlert, manyNames, noon } from './alerts.ts';

const root = { channel: 'C1', messageId: '1772366400.000100' };

/** Of an outage of its own. */
function alertOf(
  kind: Alert['kind'],
  name: string,
  more: { at?: number; critical?: boolean; quiet?: true } = {},
): Alert {
  const { at = noon, critical = false, quiet } = more;
  const alert = anAlert(kind, { name, at, incident: { critical } });
  return { ...alert, incident: { ...alert.incident, outage: alert.incident.id }, ...(quiet && { quiet }) };
}

const rowsOf = (alerts: readonly Alert[]): readonly OwedAlert[] =>
  alerts.map((alert, at) => ({ id: at + 1, notifier: 'slack', alert, attempts: 0, notBefore: alert.notBefore ?? 0 }));

type Situation = { readonly told?: readonly string[]; readonly lateMs?: number; readonly waiting?: readonly string[] };

/** What is planned so long after noon; `told` names services whose outages share the conversation already. */
function plan(alerts: readonly Alert[], { told = [], lateMs = 0, waiting = [] }: Situation = {}) {
  const ids = told.map((name) => alertOf('opened', name).incident.id);
  const planning: Planning = {
    now: noon,
    wallNow: noon + lateMs,
    conversationOf: (id) => (ids.includes(id) ? root : undefined),
    sharing: () => ids,
    isBusy: () => false,
    isGoingOn: (id, held) => held.length > 0 || waiting.some((name) => alertOf('opened', name).incident.id === id),
    dueAt: ({ notBefore }) => Math.max(noon, notBefore),
    retryAt: () => noon,
    seenAt: () => noon,
  };
  return nextTasks(rowsOf(alerts), planning);
}

const say = (tasks: ReturnType<typeof plan>) =>
  tasks.map(({ told, quiet, startsAt, shared }) => ({
    told: told.map(({ alert }) => `${alert.service.name} ${alert.kind}`).join(', '),
    quiet,
    waits: startsAt - noon,
    shared: shared.length,
  }));

describe('outages that nobody was told of', () => {
  it.each([
    [4, 3_600_000, 4],
    [5, 29_000, 5],
    [5, 30_000, 1],
    [11, 0, 11],
    [12, 0, 1],
  ])('%i of them, late by %i ms, are %i messages', (count, lateMs, messages) => {
    const alerts = manyNames(count).map((name) => alertOf('opened', name));
    expect(plan(alerts, { lateMs })).toHaveLength(messages);
  });

  it('wait neither for one that may not be told yet, nor for those that follow', () => {
    const later = { ...alertOf('opened', 'later'), notBefore: noon + 4_000 };
    const alerts = [...manyNames(12).map((name) => alertOf('opened', name)), later];
    expect(say(plan(alerts))).toMatchObject([
      { waits: 0, shared: 12 },
      { told: 'later opened', waits: 4_000 },
    ]);
  });
});

describe('what follows in the thread of a digest', () => {
  const told = ['a', 'b', 'c', 'd'];

  it('is one list of all that went down and came back', () => {
    const alerts = [alertOf('resolved', 'a'), alertOf('reopened', 'b'), alertOf('resolved', 'c')];
    expect(say(plan(alerts, { told, waiting: ['d'] }))).toEqual([
      { told: 'a resolved, b reopened, c resolved', quiet: false, waits: 0, shared: 4 },
    ]);
  });

  it('gathers what comes back while others are down, and tells the last of them at once', () => {
    const alerts = [alertOf('resolved', 'a')];
    expect(say(plan(alerts, { told, waiting: ['d'] }))).toMatchObject([{ waits: 10_000 }]);
    expect(say(plan(alerts, { told }))).toMatchObject([{ waits: 0 }]);
  });

  it('is not over for people until the last end is told, whichever outage it is of', () => {
    const held = { ...alertOf('resolved', 'b'), notBefore: noon + 60_000 };
    const stories = new Map(
      told.map((name) => {
        const { incident } = alertOf('resolved', name);
        const outage = { id: incident.id, startedAt: noon, explanation: { kind: 'alone' } as const, members: [] };
        return [incident.id, { outage, incidents: [incident] }];
      }),
    );
    const digestAfter = (alerts: readonly Alert[]) => {
      const [task] = plan(alerts, { told });
      const report = task && reportOf(task, (id) => stories.get(id));
      return report && [say([task])[0]?.told, report.digest?.incidents.filter(isDown).length, isBroadcast(report)];
    };
    expect(digestAfter([alertOf('resolved', 'a'), held])).toEqual(['a resolved', 1, false]);
    expect(digestAfter([alertOf('resolved', 'b')])).toEqual(['b resolved', 0, true]);
  });

  it('tells all there is of an outage that the list had no room for', () => {
    const alerts = [alertOf('opened', 'a'), alertOf('resolved', 'a'), alertOf('opened', 'b')];
    expect(say(plan(alerts, { told, waiting: ['b'] }))).toMatchObject([{ told: 'a opened, a resolved, b opened' }]);
  });

  it('leaves out no turn of a service that people know of, though another one joins its outage', () => {
    const { incident } = alertOf('opened', 'a');
    const joined = alertOf('opened', 'x');
    const joining = { ...joined, incident: { ...joined.incident, outage: incident.id } };
    const alerts = [alertOf('resolved', 'a'), alertOf('reopened', 'a'), joining];
    expect(say(plan(alerts, { told }))).toMatchObject([{ told: 'x opened' }]);
    expect(say(plan(alerts.slice(0, 2), { told }))).toMatchObject([{ told: 'a resolved' }]);
  });

  it('is one note for each act, after what happened, and at last what only keeps the message true', () => {
    const taken = (name: string, at: number): Alert => {
      const alert = alertOf('acknowledged', name);
      const acknowledged = { by: { name: 'Ana', via: 'slack' } as const, at };
      return { ...alert, incident: { ...alert.incident, acknowledged } };
    };
    const note = taken('a', noon);
    const quiet = alertOf('resolved', 'b', { quiet: true });
    expect(say(plan([quiet, note, alertOf('reopened', 'c')], { told }))).toMatchObject([{ told: 'c reopened' }]);
    expect(say(plan([quiet, note, taken('c', noon + 1), taken('d', noon)], { told }))).toMatchObject([
      { told: 'a acknowledged, d acknowledged', quiet: false },
    ]);
    expect(say(plan([quiet], { told }))).toMatchObject([{ told: 'b resolved', quiet: true }]);
  });
});

const setting = (language: Language) => ({
  wording: wordingFor(language),
  mention: '<!channel>',
  deliveredAt: noon + 3_600_000,
  unannounced: true,
  factsOf: () => undefined,
  hasButtons: false,
});

function reportOn(alerts: readonly Alert[]): Report & { readonly digest: NonNullable<Report['digest']> } {
  const [task] = plan(alerts, { lateMs: 3_600_000 });
  const report = task && reportOf(task, () => undefined);
  if (report?.digest === undefined) throw new Error('it is no digest');
  return { ...report, digest: report.digest };
}

describe('an end in the thread of a digest', () => {
  const told = ['a', 'b', 'c', 'd'];

  /** What is said of these at that time, when those of `down` are still down. */
  function replyAt(deliveredAt: number, alerts: readonly Alert[], down: readonly string[]) {
    const [task] = plan(alerts, { told, waiting: down });
    const report =
      task &&
      reportOf(task, (id) => {
        const name = told.find((one) => alertOf('opened', one).incident.id === id) ?? '';
        const { incident } = alertOf(down.includes(name) ? 'opened' : 'resolved', name);
        return {
          outage: { id, startedAt: noon, explanation: { kind: 'alone' }, members: [id] },
          incidents: [incident],
        };
      });
    if (report === undefined) throw new Error('nothing is told');
    return readable(replyFor(report, { ...setting('en'), deliveredAt }).message);
  }

  it('is late by the time it was held up, and not by the time it waited for others', () => {
    for (const alerts of [[alertOf('resolved', 'a')], [alertOf('resolved', 'a'), alertOf('resolved', 'b')]]) {
      expect(replyAt(noon + 11_000, alerts, ['d'])).not.toContain('Told late');
      expect(replyAt(noon + 21_000, alerts, ['d'])).toContain('Told late');
    }
  });

  it('is told as the end that it is, though the service is down again by now, and that is told next', () => {
    const news = [alertOf('resolved', 'a'), alertOf('reopened', 'a'), alertOf('resolved', 'b')];
    const reply = replyAt(noon, news, ['a']);
    expect(reply).toMatch(/^● 2 services were down and are up again/);
    expect(reply).toMatch(/● a down from <!date.*> until <!date.*\n● b down from/);
    expect(reply).not.toContain('■');
    expect(reply).toContain('1 of 4 down now');
    const next = replyAt(noon, [alertOf('reopened', 'a'), alertOf('resolved', 'c')], ['a']);
    expect(next).toMatch(/■ \*a\* down since <!date.*\n● c down from/);
  });

  it('is told beside the whole story of another one, whatever came last of that', () => {
    const reply = replyAt(noon, [alertOf('resolved', 'a'), alertOf('opened', 'b'), alertOf('changed', 'b')], ['b']);
    expect(reply).toMatch(/^■ 1 service is down, 1 more was down and is up again/);
    expect(reply).toMatch(/■ \*b\* down since <!date.*\n● a down from/);
  });

  it('says that all of it is over when it is, even if the news are of one', () => {
    const reply = replyAt(noon, [alertOf('resolved', 'a')], []);
    expect(reply).toMatch(/^● 4 services were down and are up again/);
    expect(reply.match(/● [abcd] /g)).toEqual(['● a ', '● b ', '● c ', '● d ']);
    expect(reply).toContain('Between <!date^');
    expect(replyAt(noon, [alertOf('resolved', 'a')], ['d'])).toMatch(/^● a is up again/);
  });
});

describe('the list of a digest', () => {
  const hostile = `<!channel> & "quoted" \\ *bold* _it_ ${'\u202e'}${'é'.repeat(300)}`;

  it.each<Language>(['en', 'fr'])(
    'keeps within what Slack takes, names whom it has room for, and counts the rest (%s)',
    (language) => {
      const alerts = manyNames(300).map((name, at) =>
        alertOf(at % 3 === 0 ? 'resolved' : 'opened', `${name} ${hostile}`),
      );
      const report = reportOn(alerts);
      for (const { message, named } of [
        digestRoot(report, report.digest, setting(language), noon + 3_600_000),
        digestReply(report, report.digest, setting(language)),
      ]) {
        const { text, bare, blocks, attachments } = message;
        expect(refusalOf({ text, blocks, attachments })).toBeUndefined();
        expect(bare.length).toBeLessThan(40_000);
        const seen = readable({ text, blocks, attachments });
        const isSeen = ({ service }: Incident) =>
          new RegExp(`\\b${service.slice(0, 4)} `).test(seen.replace(/^.*\n/, ''));
        expect(
          report.incidents
            .filter(isSeen)
            .map(({ id }) => id)
            .sort(),
        ).toEqual([...named].sort());
        expect(named.size).toBeGreaterThan(10);
        expect(seen).toMatch(language === 'en' ? /and \d+ more, told in the thread/ : /et \d+ autres, dans le fil/);
      }
    },
  );

  it('names what is down first, the critical ones before the others', () => {
    const report = reportOn([
      alertOf('resolved', 'over'),
      alertOf('opened', 'down'),
      alertOf('opened', 'worst', { critical: true }),
      alertOf('opened', 'other'),
      alertOf('resolved', 'well'),
    ]);
    const { message } = digestRoot(report, report.digest, setting('fr'), noon + 3_600_000);
    expect(message.text).toBe(
      '■ 3 services en panne, 2 autres fonctionnent de nouveau après une panne (critique)\u202f: worst, down, other et 2 autres',
    );
    expect(
      readable(message)
        .match(/[■●] \*?\w+\*?/g)
        ?.slice(1),
    ).toEqual(['■ *worst*', '■ *down*', '■ *other*', '● over', '● well']);
    expect(readable(message)).toContain('<!channel> Depuis <!date^');
    expect(report.incidents.filter(isDown)).toHaveLength(3);
  });

  it('says who takes care of which, within what Slack takes', () => {
    const by = (name: string) => ({ by: { name, via: 'slack' } as const, at: noon, note: hostile });
    const alerts = manyNames(300).map((name, at) => {
      const alert = alertOf('opened', `${name} ${hostile}`);
      return { ...alert, incident: { ...alert.incident, acknowledged: by(at < 200 ? 'Ana' : hostile) } };
    });
    const report = reportOn(alerts);
    const { message } = digestRoot(report, report.digest, setting('en'), noon + 3_600_000);
    expect(refusalOf(message)).toBeUndefined();
    expect(readable(message)).toMatch(/Acknowledged by Ana, .* \(200 of 300\)/);
  });
});
