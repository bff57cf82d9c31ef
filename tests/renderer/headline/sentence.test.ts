import { describe, expect, it } from 'vitest';
import { type FailureKind, failureKinds } from '../../../main/monitor/model.ts';
import type { DesktopView, FileProblem, Head } from '../../../preload/snapshot.ts';
import { type HeadlineWords, headlineOf } from '../../../renderer/headline/sentence.ts';
import { down, outage, view } from '../services/views.ts';

/** Says what was asked for rather than a sentence: the words themselves are the dictionary's matter. */
const words: HeadlineWords = {
  noServices: 'no services',
  brokenStart: (file, problems) => `${problems} problems in ${file}`,
  blockedStart: (file) => `${file} is in the way`,
  allWell: (count) => `all ${count} well`,
  someWell: (well, rest) => `${well} well, ${rest}`,
  paused: (count) => `${count} paused`,
  silenced: (count) => `${count} silenced`,
  notObserved: (count) => `${count} not observed`,
  nothingKnown: (count) => `nothing known of ${count}`,
  allPaused: 'all paused',
  inDoubt: (names, count, all) => `${count} of ${all} in doubt: ${names}`,
  oneDown: (name, lasted) => `${name} down for ${lasted}`,
  oneOutage: (subject, services, lasted) => `outage of ${subject}, ${services} services, for ${lasted}`,
  outages: (outages, services, all, lasted) => `${outages} outages, ${services} of ${all}, longest ${lasted}`,
  acknowledgedBy: (name) => `acknowledged by ${name}`,
  notAcknowledged: 'not acknowledged',
  networks: {
    offline: (since) => `offline since ${since}`,
    dns: (since) => `no names since ${since}`,
    captive_portal: (since) => `portal since ${since}`,
    waking: () => 'just woken',
  },
  explained: (explanation) => `${explanation.kind} ${explanation.value}`,
  and: (names, more) => (more === 0 ? names.join(' and ') : `${names.join(', ')} and ${more} more`),
};

const kinds = Object.fromEntries(failureKinds.map((kind) => [kind, kind])) as Record<FailureKind, string>;

const head = (rest: Partial<Head> & { readonly counts: Head['counts'] }): Head => ({
  version: '1',
  state: 'ok',
  network: { state: 'online', since: 0 },
  outages: [],
  silences: [],
  notifiers: [],
  slack: 'off',
  configuration: { file: 'config.yaml', revision: 0, problems: [] },
  isDemo: false,
  preferences: {},
  ...rest,
});

const counts = (rest: Partial<Head['counts']>): Head['counts'] => ({
  services: 0,
  ok: 0,
  degraded: 0,
  down: 0,
  unknown: 0,
  paused: 0,
  ...rest,
});

const say = (known: Head, views: readonly ReturnType<typeof view>[] = []) =>
  headlineOf(known, views, {
    words,
    kinds,
    now: 60_900,
    duration: (ms) => `${ms / 1_000} s`,
    time: (at) => `t${at}`,
  });

const ana = { by: { name: 'Ana', via: 'window' as const }, at: 1 };

describe('the first sentence', () => {
  it.each([
    ['nothing is watched', head({ counts: counts({}) }), 'no services'],
    ['all is well', head({ counts: counts({ services: 42, ok: 42 }) }), 'all 42 well'],
    [
      'some are paused or unseen',
      head({ counts: counts({ services: 5, ok: 2, paused: 2, unknown: 1 }) }),
      '2 well, 2 paused, 1 not observed',
    ],
    ['nothing is known', head({ state: 'unknown', counts: counts({ services: 3, unknown: 3 }) }), 'nothing known of 3'],
    ['all is paused', head({ state: 'paused', counts: counts({ services: 3, paused: 3 }) }), 'all paused'],
  ])('when %s', (_, known, sentence) => {
    expect(say(known)).toEqual({ sentence });
  });

  const problem: FileProblem = { file: '', path: 'services', message: { en: 'is no list', fr: 'n’est pas une liste' } };
  const desktop: DesktopView = {
    tray: 'shown',
    remarks: [],
    startsAtLogin: false,
    keychain: 'encrypted',
    keptTokens: [],
    isSparing: false,
  };
  const broken = head({
    counts: counts({}),
    configuration: { file: 'C:\\Users\\ana\\config.yaml', revision: 0, problems: [problem, problem] },
  });

  it('says on the desktop that nothing is watched because the configuration is broken', () => {
    expect(say({ ...broken, desktop })).toEqual({ sentence: '2 problems in config.yaml' });
    expect(say({ ...broken, desktop, configuration: { ...broken.configuration, problems: [] } })).toEqual({
      sentence: 'no services',
    });
  });

  it('does not blame the configuration for another file that is in the way', () => {
    const used = { ...problem, file: 'C:\\Users\\ana\\history.db' };
    const { configuration } = broken;
    expect(say({ ...broken, desktop, configuration: { ...configuration, problems: [used] } })).toEqual({
      sentence: 'history.db is in the way',
    });
  });

  it('says of what is watched how it is, also while the file is broken by now', () => {
    const { configuration } = broken;
    expect(say({ ...broken, desktop, configuration, counts: counts({ services: 2, ok: 2 }) }).sentence).toBe(
      'all 2 well',
    );
  });

  it('says in a browser what it always has', () => {
    expect(say(broken)).toEqual({ sentence: 'no services' });
  });

  it('names those in doubt, and counts the rest', () => {
    const views = ['A', 'B', 'C', 'D', 'E'].map((name) => view(name, { state: 'degraded' }));
    expect(say(head({ state: 'degraded', counts: counts({ services: 9, ok: 4, degraded: 5 }) }), views).sentence).toBe(
      '5 of 9 in doubt: A, B, C and 2 more',
    );
  });

  const one = { state: 'down' as const, counts: counts({ services: 9, ok: 8, down: 1 }) };

  it('names the one service that is down, and says that nobody has acknowledged it', () => {
    expect(say(head({ ...one, outages: [outage('a', ['API'])] }), [down('API', 'a')])).toEqual({
      sentence: 'API down for 60 s',
      second: 'not acknowledged',
    });
  });

  it('says who takes care of it', () => {
    const known = head({ ...one, outages: [outage('a', ['API'], { acknowledged: ana })] });
    expect(say(known, [down('API', 'a')]).second).toBe('acknowledged by Ana');
  });

  it('says what the services of one outage share', () => {
    const known = head({
      ...one,
      outages: [outage('a', ['API', 'Web'], { explanation: { kind: 'host', value: 'gw.example.com' } })],
    });
    expect(say(known, [down('API', 'a'), down('Web', 'a')]).sentence).toBe(
      'outage of host gw.example.com, 2 services, for 60 s',
    );
  });

  it('counts several outages, and says that not all of them are acknowledged', () => {
    const known = head({
      state: 'down',
      counts: counts({ services: 9, down: 3 }),
      outages: [outage('a', ['API'], { acknowledged: ana }), outage('b', ['Web', 'Mail'], { since: 30_900 })],
    });
    expect(say(known, [down('API', 'a'), down('Web', 'b'), down('Mail', 'b')])).toEqual({
      sentence: '2 outages, 3 of 9, longest 60 s',
      second: 'not acknowledged',
    });
  });

  it('is not troubled by an outage that is snoozed', () => {
    const known = head({ counts: counts({ services: 2, ok: 1, paused: 1 }), outages: [outage('a', ['API'])] });
    expect(say(known, [down('API', 'a', { state: 'paused' }), view('Web')]).sentence).toBe('1 well, 1 paused');
  });

  it('begins with this machine where it is at fault', () => {
    const known = head({ counts: counts({ services: 2, ok: 2 }), network: { state: 'offline', since: 7 } });
    expect(say(known)).toEqual({ sentence: 'offline since t7', second: 'all 2 well' });
  });
});
