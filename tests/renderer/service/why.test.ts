import { afterEach, describe, expect, it } from 'vitest';
import type { UnobservedReason } from '../../../main/monitor/model.ts';
import type { ServiceView } from '../../../preload/snapshot.ts';
import { type Evidence, whyOf } from '../../../renderer/service/why.ts';
import { whyWords } from '../../../renderer/service/why-words.ts';
import { language } from '../../../renderer/words/dictionary.ts';
import { aCheck, anOpenIncident, aView, checks, day, min, s, tlsTimeout } from './views.ts';

const now = 10 * min;

/** The sentence, and what stands beside it; non-breaking spaces as others. */
function why(view: ServiceView, evidence: Partial<Evidence> = {}): readonly string[] {
  const { sentence, beside } = whyOf(
    view,
    { bars: [], ...evidence },
    {
      words: whyWords.value,
      now,
      sentence: (both) => both[language.value],
      duration: (ms) => (ms < day ? `${ms / min} min` : `${ms / day} d`),
      response: (ms) => `${ms} ms`,
      moment: (at) => (at < 0 ? 'Mon, 2 Mar, 12:00' : `12:${`${at / min}`.padStart(2, '0')}`),
    },
  );
  return [sentence, ...beside].map((text) => text.replaceAll('\u00a0', ' '));
}

const unseen = (reason: UnobservedReason) => aView({ state: 'unknown', unobserved: { reason, from: 4 * min } });
const thresholds = { failures: 3, recoveries: 3 };
const down = aView({ state: 'down', status: 'down', since: min, incident: anOpenIncident() });
const acknowledged = { by: { name: 'Ana', via: 'slack' }, at: 5 * min, note: 'On it' } as const;
const last = aCheck({ failure: { kind: 'timeout_tls', phase: 'tls', sentence: tlsTimeout } });
const snooze = { id: '1', kind: 'snooze', scope: 'everything', startedAt: 0 } as const;

type Row = readonly [ServiceView, Partial<Evidence>, en: readonly string[], fr: readonly string[]];

const rows: Readonly<Record<string, Row>> = {
  up: [
    aView({ since: 4 * min }),
    { bars: checks(['ok', 900], ['refused', 1], ['ok', 120], ['ok', 80]) },
    ['Up for 6 min, since 12:04; lately it answers in about 120 ms.'],
    ['En service depuis 6 min (12:04) ; ces derniers temps, il répond en 120 ms environ.'],
  ],
  'up, before any answer is told': [
    aView(),
    {},
    ['Up for 10 min, since 12:00.'],
    ['En service depuis 10 min (12:00).'],
  ],
  slow: [
    aView({ state: 'degraded', slow: true }),
    { bars: checks('ok', ['slow', 3_200]) },
    [
      'Up for 10 min, since 12:00, but slow: its answer took 3200 ms, longer than it may.',
      'A slow answer alerts nobody.',
    ],
    [
      'En service depuis 10 min (12:00), mais lent : il a répondu en 3200 ms, plus que permis.',
      'Une réponse lente n’alerte personne.',
    ],
  ],
  failing: [
    aView({ state: 'degraded', status: 'failing', since: 9 * min }),
    { bars: checks('ok', 'timeout_tls', 'timeout_tls'), thresholds, last },
    [`Failing since 12:09, 2 of the 3 failures in a row that make an outage: ${tlsTimeout.en}.`],
    [`En échec depuis 12:09, 2 des 3 échecs de suite qui font une panne : ${tlsTimeout.fr}.`],
  ],
  'failing, before more is told': [
    aView({ state: 'degraded', status: 'failing', since: 9 * min }),
    { bars: checks('ok', 'refused') },
    ['Failing since 12:09.'],
    ['En échec depuis 12:09.'],
  ],
  'down, with the phases of the last check': [
    down,
    { last },
    [`Down for 10 min, since 12:00: ${tlsTimeout.en}.`, 'Not acknowledged yet.'],
    [`En panne depuis 10 min (12:00) : ${tlsTimeout.fr}.`, 'Pas encore pris en charge.'],
  ],
  'down, where the last check does not count': [
    down,
    { last: { ...last, unobserved: 'offline' } },
    ['Down for 10 min, since 12:00: expected status 200, got 503.', 'Not acknowledged yet.'],
    ['En panne depuis 10 min (12:00) : code HTTP 503 au lieu de 200.', 'Pas encore pris en charge.'],
  ],
  'down, in doubt, acknowledged, and it came back before': [
    {
      ...down,
      incident: anOpenIncident({
        acknowledged,
        flaps: 2,
        doubt: { en: 'no canary answers', fr: 'aucun témoin ne répond' },
      }),
    },
    {},
    [
      'Down for 10 min, since 12:00: expected status 200, got 503.',
      'Not certain: no canary answers.',
      'Acknowledged by Ana (12:05): “On it”',
      'It came back 2 times, and failed again.',
    ],
    [
      'En panne depuis 10 min (12:00) : code HTTP 503 au lieu de 200.',
      'Sans certitude : aucun témoin ne répond.',
      'Pris en charge par Ana (12:05) : « On it »',
      'Rétabli 2 fois, il a échoué de nouveau.',
    ],
  ],
  recovering: [
    { ...down, state: 'degraded', status: 'recovering' },
    { bars: checks('status', 'ok', 'ok'), thresholds },
    [
      'Recovering from an outage of 10 min, since 12:00: 2 of the 3 good answers in a row that end it.',
      'What failed: expected status 200, got 503.',
      'Not acknowledged yet.',
    ],
    [
      'Se rétablit après une panne de 10 min (12:00) : 2 des 3 bonnes réponses de suite qui la terminent.',
      'Ce qui a échoué : code HTTP 503 au lieu de 200.',
      'Pas encore pris en charge.',
    ],
  ],
  pending: [
    aView({ state: 'unknown', status: 'pending' }),
    {},
    ['Not checked yet: its first check is on its way.'],
    ['Pas encore vérifié : sa première vérification est en route.'],
  ],
  paused: [
    aView({ state: 'paused', status: 'pending', unobserved: { reason: 'paused', from: 4 * min } }),
    {},
    ['Paused since 12:04: the configuration says so, and it is not checked.'],
    ['En pause depuis 12:04 : la configuration le demande, il n’est pas vérifié.'],
  ],
  offline: [
    unseen('offline'),
    {},
    ['Not observed since 12:04: this machine is offline.', 'When it was last seen, it was up.'],
    ['Non observé depuis 12:04 : cette machine est hors ligne.', 'À la dernière observation, il était en service.'],
  ],
  'no names resolve': [
    unseen('dns'),
    {},
    ['Not observed since 12:04: this machine resolves no names.', 'When it was last seen, it was up.'],
    [
      'Non observé depuis 12:04 : cette machine ne résout aucun nom.',
      'À la dernière observation, il était en service.',
    ],
  ],
  'a captive portal': [
    unseen('captive_portal'),
    {},
    [
      'Not observed since 12:04: a captive portal answers in place of the internet.',
      'When it was last seen, it was up.',
    ],
    [
      'Non observé depuis 12:04 : un portail captif répond à la place d’Internet.',
      'À la dernière observation, il était en service.',
    ],
  ],
  'no VPN': [
    unseen('vpn'),
    {},
    ['Not observed since 12:04: the network that it requires is not connected.', 'When it was last seen, it was up.'],
    [
      'Non observé depuis 12:04 : le réseau dont il a besoin n’est pas connecté.',
      'À la dernière observation, il était en service.',
    ],
  ],
  asleep: [
    { ...unseen('asleep'), status: 'failing' },
    {},
    [
      'Not observed since 12:04: this machine was asleep, and its network is not back yet.',
      'When it was last seen, it was failing.',
    ],
    [
      'Non observé depuis 12:04 : cette machine était en veille et son réseau n’est pas encore revenu.',
      'À la dernière observation, il était en échec.',
    ],
  ],
  'not running': [
    unseen('not_running'),
    {},
    ['Not observed since 12:04: the program was not running.', 'When it was last seen, it was up.'],
    ['Non observé depuis 12:04 : le programme était arrêté.', 'À la dernière observation, il était en service.'],
  ],
  'offline since another day, and down before': [
    { ...down, unobserved: { reason: 'offline', from: -day } },
    { last },
    [
      'Not observed since Mon, 2 Mar, 12:00: this machine is offline.',
      'When it was last seen, it was down, since 12:00: expected status 200, got 503.',
      'Not acknowledged yet.',
    ],
    [
      'Non observé depuis le Mon, 2 Mar, 12:00 : cette machine est hors ligne.',
      'À la dernière observation, il était en panne depuis 12:00 : code HTTP 503 au lieu de 200.',
      'Pas encore pris en charge.',
    ],
  ],
  'snoozed by somebody for a while, with a note': [
    down,
    { silence: { ...snooze, by: 'Ana', until: 30 * min, note: 'Deployment' } },
    [
      'Snoozed by Ana until 12:30: checks go on, and nobody is told.',
      '“Deployment”',
      'Down for 10 min, since 12:00: expected status 200, got 503.',
      'Not acknowledged yet.',
    ],
    [
      'Mis en sourdine par Ana jusqu’à 12:30 : les vérifications continuent, personne n’est averti.',
      '« Deployment »',
      'En panne depuis 10 min (12:00) : code HTTP 503 au lieu de 200.',
      'Pas encore pris en charge.',
    ],
  ],
  'snoozed until it recovers': [
    aView(),
    { silence: snooze },
    ['Snoozed until it recovers: checks go on, and nobody is told.', 'Up for 10 min, since 12:00.'],
    [
      'Mis en sourdine jusqu’au rétablissement : les vérifications continuent, personne n’est averti.',
      'En service depuis 10 min (12:00).',
    ],
  ],
  maintenance: [
    aView(),
    { silence: { ...snooze, kind: 'maintenance', name: 'Backup', until: -day } },
    [
      'In maintenance (Backup) until Mon, 2 Mar, 12:00: checks go on, and nobody is told.',
      'Up for 10 min, since 12:00.',
    ],
    [
      'En maintenance (Backup) jusqu’au Mon, 2 Mar, 12:00 : les vérifications continuent, personne n’est averti.',
      'En service depuis 10 min (12:00).',
    ],
  ],
  'paused, whatever else is silenced': [
    aView({ unobserved: { reason: 'paused', from: 0 } }),
    { silence: snooze },
    ['Paused since 12:00: the configuration says so, and it is not checked.', 'When it was last seen, it was up.'],
    [
      'En pause depuis 12:00 : la configuration le demande, il n’est pas vérifié.',
      'À la dernière observation, il était en service.',
    ],
  ],
  'a certificate that expires soon': [
    aView({ certificateValidTo: now + 6 * day }),
    {},
    ['Up for 10 min, since 12:00.', 'Its certificate expires in 6 d.'],
    ['En service depuis 10 min (12:00).', 'Son certificat expire dans 6 d.'],
  ],
  'a certificate that has expired': [
    aView({ certificateValidTo: now - day }),
    {},
    ['Up for 10 min, since 12:00.', 'Its certificate expired 1 d ago.'],
    ['En service depuis 10 min (12:00).', 'Son certificat a expiré il y a 1 d.'],
  ],
  'a certificate that is good for long': [
    aView({ certificateValidTo: now + 22 * day }),
    {},
    ['Up for 10 min, since 12:00.'],
    ['En service depuis 10 min (12:00).'],
  ],
  'down because its certificate expired, which is said once': [
    { ...down, certificateValidTo: now - day, incident: anOpenIncident({ kind: 'tls_expired' }) },
    {},
    ['Down for 10 min, since 12:00: expected status 200, got 503.', 'Not acknowledged yet.'],
    ['En panne depuis 10 min (12:00) : code HTTP 503 au lieu de 200.', 'Pas encore pris en charge.'],
  ],
};

afterEach(() => {
  language.value = 'en';
});

describe('why a service is in its state', () => {
  it.each(Object.entries(rows))('%s', (_, [view, evidence, en, fr]) => {
    language.value = 'en';
    expect(why(view, evidence)).toEqual(en);
    language.value = 'fr';
    expect(why(view, evidence)).toEqual(fr);
  });

  it('counts a run of failures through checks that do not count, and never as many as make an outage', () => {
    const failing = aView({ status: 'failing' });
    const said = (bars: Evidence['bars'], failures: number) =>
      why(failing, { bars, thresholds: { failures, recoveries: 2 } })[0];
    const rest = 'failures in a row that make an outage.';
    expect(said(checks('refused', 'ok', 'refused', 'unobserved:offline', 'reset'), 5)).toContain(`2 of the 5 ${rest}`);
    // One that began before the good answer came in after it.
    expect(said(checks('refused', 'ok'), 2)).toContain(`1 of the 2 ${rest}`);
    expect(said(checks('refused', 'refused', 'refused'), 2)).toContain(`1 of the 2 ${rest}`);
  });

  it('leaves a full stop alone that a server has put', () => {
    const sentence = { en: 'the server says: Gone.', fr: 'le serveur dit : Gone.' };
    expect(why({ ...down, incident: anOpenIncident({ sentence }) })[0]).toBe(
      'Down for 10 min, since 12:00: the server says: Gone.',
    );
  });

  it('says how long an answer usually takes by the latest ten good ones', () => {
    const answers = (count: number, ms: number) => Array.from({ length: count }, () => ['ok', ms] as const);
    const bars = checks(...answers(20, 5_000), ...answers(10, 50), ['slow', 9 * s], 'refused');
    expect(why(aView(), { bars })[0]).toContain('in about 50 ms');
  });
});
