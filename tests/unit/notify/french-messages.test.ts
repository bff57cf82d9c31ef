import { describe, expect, it } from 'vitest';
import { type Alert, type Explanation, failureKinds } from '../../../main/monitor/model.ts';
import type { OutageStory } from '../../../main/monitor/ports.ts';
import type { Report } from '../../../main/notify/report.ts';
import { rootMessage, threadMessage } from '../../../main/notify/slack-blocks.ts';
import { outageReply, outageRoot } from '../../../main/notify/slack-outage.ts';
import type { SlackMessage } from '../../../main/notify/slack-parts.ts';
import { wordingFor } from '../../../main/notify/wording.ts';
import { mentionsIn, readable, refusalOf } from '../../support/slack-rules.ts';
import { alertIn, anAlert, anOutage, manyNames, noon } from './alerts.ts';

const wording = wordingFor('fr');
const setting = {
  wording,
  mention: '<!channel>',
  deliveredAt: noon + 300,
  unannounced: true,
  factsOf: () => undefined,
};
const going = { ...setting, unannounced: false };
const doubt = 'other names resolve, but no canary answers';
const failure = { kind: 'status', phase: 'first_byte', sentence: 'expected status 200, got 503' } as const;

/** With "~" for the space that breaks no line, and of dates the time of day alone. */
const visible = (text: string): string =>
  text.replaceAll('\u202f', '~').replace(/<!date\^[^|]*\|[\d-]+T([\d:]+)\.\d+Z>/g, '$1');
const lines = (message: SlackMessage): readonly string[] => visible(readable(message)).split('\n');
const preview = (message: SlackMessage): string => visible(message.text);

function report(story: OutageStory, alerts: readonly Alert[]): Report {
  const alert = alerts.at(-1);
  if (alert === undefined) throw new Error('a report needs news');
  const { outage, incidents } = story;
  const { id: outageId, explanation, startedAt } = outage;
  return { outageId, alerts, alert, incidents, known: [], explanation, startedAt, quiet: false };
}

const opening = (story: OutageStory): Report =>
  report(
    story,
    story.incidents.map(({ service }) => alertIn(story, 'opened', service)),
  );
const ending = (story: OutageStory, ...names: readonly string[]): Report =>
  report(
    story,
    names.map((name) => alertIn(story, 'resolved', name, { at: noon + 240_000 })),
  );

describe('a message in French about one service', () => {
  it('tells all of an outage, late and with a doubt', () => {
    const alert = anAlert('opened', {
      service: { group: 'Paiements', runbook: 'https://wiki.example.com/api' },
      incident: { failure, doubt, responseMs: 1_240, flaps: 2 },
    });
    const message = rootMessage(alert, { ...setting, deliveredAt: noon + 21 * 60_000 });
    expect(preview(message)).toBe(
      '■ API Production est en panne (critique) (sans certitude)~: statut 503 au lieu de 200 (annoncé avec 21~min de retard)',
    );
    expect(lines(message)).toEqual([
      '■ API Production est en panne',
      '<!channel> Critique, en panne depuis 11:59:48',
      'statut 503 au lieu de 200',
      'Sans certitude~: d’autres noms se résolvent, mais aucun canari ne répond.',
      '*Service*',
      'API Production',
      '*Criticité*',
      'Critique',
      '*Code HTTP*',
      '503',
      '*Temps de réponse*',
      '1,2~s (DNS 2~ms, TCP 11~ms, TLS 30~ms, premier octet 77~ms)',
      '*Incident*',
      '`API_Production_20260301_115948`',
      '*Groupe*',
      'Paiements',
      '*Instabilité*',
      '2 rechutes après rétablissement',
      '*URL*',
      '<https://api.example.com/health>',
      'Procédure',
      'https://wiki.example.com/api',
      'Annoncé en retard~: détection 12:00:00, envoi 12:21:00',
    ]);
    expect(visible(message.bare).split('\n').slice(1)).toEqual([
      'Critique, en panne depuis 11:59:48',
      'Sans certitude~: d’autres noms se résolvent, mais aucun canari ne répond.',
      'URL~: <https://api.example.com/health>',
      'Procédure~: <https://wiki.example.com/api>',
      'Incident~: `API_Production_20260301_115948`',
      'Annoncé en retard~: détection 12:00:00, envoi 12:21:00',
    ]);
    expect(refusalOf(message)).toBeUndefined();
  });

  it('says what is not there', () => {
    const alert = anAlert('opened', { service: { critical: false }, incident: { flaps: 1 } });
    const { statusCode: _, ...incident } = alert.incident;
    const told = lines(rootMessage({ ...alert, incident: { ...incident, phases: {} } }, setting));
    expect(told).toEqual(
      expect.arrayContaining(['Non critique', 'aucun reçu', '120~ms', '1 rechute après rétablissement']),
    );
    expect(told[1]).toBe('Non critique, en panne depuis 11:59:48');
  });

  it('tells a relapse in the thread', () => {
    const message = threadMessage(anAlert('reopened', { incident: { flaps: 1, failure, doubt } }), going);
    expect(lines(message)).toEqual([
      '■ API Production est de nouveau en panne',
      '<!channel> Critique, en panne depuis 11:59:48',
      'statut 503 au lieu de 200',
      'Sans certitude~: d’autres noms se résolvent, mais aucun canari ne répond.',
      '`API_Production_20260301_115948`',
    ]);
  });

  it('tells a recovery, and both ends at once where nobody knew of the beginning', () => {
    const alert = anAlert('resolved', { incident: { failure } });
    const told = { ...going, deliveredAt: alert.at };
    expect(lines(rootMessage(alert, told)).slice(0, 4)).toEqual([
      '● API Production fonctionne de nouveau après 4~min de panne',
      'Début de la panne~: 11:59:48, fin~: 12:03:58',
      '*Dernier échec*',
      'statut 503 au lieu de 200',
    ]);
    expect(preview(rootMessage(alert, { ...told, unannounced: true }))).toBe(
      '● API Production a connu une panne de 4~min et fonctionne de nouveau',
    );
  });

  it('tells an end that is no recovery, and one that nobody saw', () => {
    const texts = (['edited', 'removed'] as const).map((end) =>
      preview(rootMessage(anAlert('resolved', { incident: { end } }), going)),
    );
    expect(texts).toEqual([
      '○ API Production~: incident clos après 4~min, la configuration du service a changé',
      '○ API Production~: incident clos après 4~min, le service n’est plus surveillé',
    ]);
    const hours = noon + 6 * 3_600_000;
    const unseen = anAlert('resolved', { at: hours, incident: { endedNotBefore: noon + 228_000, endedAt: hours } });
    expect(lines(rootMessage(unseen, { ...going, deliveredAt: hours })).slice(0, 2)).toEqual([
      '● API Production fonctionne de nouveau après 4~min à 6~h de panne',
      'Début de la panne~: 11:59:48. Fin entre 12:03:48 et 18:00:00~: la surveillance était interrompue',
    ]);
  });
});

describe('a message in French about several services', () => {
  it('says what they share, who they are and what fails', () => {
    const story = anOutage(['a', 'b', 'c', 'd'], { critical: ['c'], incident: { failure, doubt } });
    const message = outageRoot(opening(story), setting);
    expect(preview(message)).toBe(
      '■ 4 services en panne~: gateway.example.com (critique) (sans certitude)~: a, b, c et 1 autre',
    );
    expect(lines(message)).toEqual([
      '■ 4 services en panne~: gateway.example.com',
      '<!channel> 1 critique sur 4, en panne depuis 11:59:48',
      'a~: statut 503 au lieu de 200 (et 3 autres de la même façon)',
      'Sans certitude~: d’autres noms se résolvent, mais aucun canari ne répond.',
      '*Services*',
      '■ *c* (critique) en panne depuis 11:59:48',
      '■ *a* en panne depuis 11:59:48',
      '■ *b* en panne depuis 11:59:48',
      '■ *d* en panne depuis 11:59:48',
      'Panne `a_20260301_115948`',
      'Point commun~: l’hôte gateway.example.com',
    ]);
    expect(visible(message.bare)).toContain('\nPanne~: `a_20260301_115948`');
  });

  it.each<[Explanation, string, string | undefined]>([
    [{ kind: 'alone' }, 'a, b', undefined],
    [{ kind: 'address', value: '10.1.2.3' }, 'adresse 10.1.2.3', 'l’adresse 10.1.2.3'],
    [{ kind: 'network', value: '10.1.2.0/24' }, 'réseau 10.1.2.0/24', 'le réseau 10.1.2.0/24'],
    [{ kind: 'port', value: '8443' }, 'port 8443', 'le port 8443'],
    [{ kind: 'zone', value: 'example.com' }, 'noms sous example.com', 'les noms sous example.com'],
    [{ kind: 'vpn', value: 'tun0' }, 'VPN tun0', 'le VPN tun0'],
    [
      { kind: 'widespread', value: 'refused' },
      'tous refusent la connexion',
      'la plupart des services échouent, et de la même façon',
    ],
  ])('names what explains it: %j', (explanation, short, long) => {
    const told = lines(outageRoot(opening(anOutage(['a', 'b'], { explanation })), setting));
    expect(told[0]).toBe(`■ 2 services en panne~: ${short}`);
    expect(told.find((line) => line.startsWith('Point commun'))).toBe(long && `Point commun~: ${long}`);
  });

  it('has words of its own for every way of failing', () => {
    const said = failureKinds.map((value) => wording.outages.shared({ kind: 'widespread', value }) ?? '');
    expect(new Set(said).size).toBe(failureKinds.length);
    expect(said.filter((words) => !/^(tous|aucun|leurs) /.test(words))).toEqual([]);
  });

  it('tells in the thread who joined, who failed again and who came back', () => {
    const names = manyNames(10);
    const story = anOutage(names, { critical: ['s02'], up: { s01: noon }, incident: { failure } });
    const told = (...alerts: readonly Alert[]) => outageReply(report(story, alerts), going);
    const joined = told(...names.slice(1).map((name) => alertIn(story, 'opened', name)));
    expect(lines(joined).slice(0, 3)).toEqual([
      '■ 9 services de plus en panne~: s02, s03, s04 et 6 autres',
      '<!channel> 9 sur 10 en panne en ce moment',
      's02~: statut 503 au lieu de 200 (et 8 autres de la même façon)',
    ]);
    expect(preview(told(alertIn(story, 'opened', 's03')))).toBe(
      '■ 1 service de plus en panne~: s03~: statut 503 au lieu de 200',
    );
    const again = alertIn(story, 'reopened', 's03');
    expect(preview(told(again, alertIn(story, 'opened', 's04')))).toBe(
      '■ 1 service de plus en panne~: s04~; s03 est de nouveau en panne',
    );
    expect(preview(told(again, alertIn(story, 'reopened', 's05')))).toBe('■ s03, s05 sont de nouveau en panne');
    expect(preview(told(alertIn(story, 'resolved', 's01')))).toBe(
      '● s01 fonctionne de nouveau~; 9 sur 10 encore en panne',
    );
  });

  it('tells how it ends, and counts who is well', () => {
    const up = { a: noon, b: noon + 228_000, c: noon + 228_000 };
    const story = anOutage(['a', 'b', 'c'], { up });
    expect(preview(outageRoot(ending(story, 'b', 'c'), going))).toBe(
      '● 3 services fonctionnent de nouveau après 4~min de panne~: gateway.example.com~: a, b, c',
    );
    expect(preview(outageRoot(ending(story, 'b', 'c'), setting))).toMatch(
      /^● 3 services ont connu une panne de 4~min et fonctionnent de nouveau~: /,
    );
    const as = (end: 'edited' | 'removed', count: number): OutageStory => ({
      ...story,
      incidents: story.incidents.map((one, at) => (at < count ? { ...one, end } : one)),
    });
    const partly = outageRoot(ending(as('edited', 2), 'c'), going);
    expect(lines(partly)[0]).toBe('● 1 service sur 3 fonctionne de nouveau après 4~min de panne~: gateway.example.com');
    expect(lines(partly)).toEqual(
      expect.arrayContaining([
        '○ a~: incident clos après 12~s, la configuration du service a changé',
        '● c fonctionne de nouveau après 4~min de panne',
      ]),
    );
    expect(lines(outageRoot(ending(as('removed', 3), 'c'), going))).toEqual(
      expect.arrayContaining([
        '○ Incidents clos pour 3 services après 4~min~: gateway.example.com',
        '○ a~: incident clos après 12~s, le service n’est plus surveillé',
      ]),
    );
    const partlyUp = anOutage(['a', 'b', 'c'], { up: { a: noon, b: noon } });
    const closed = { ...partlyUp, incidents: partlyUp.incidents.map((one) => ({ ...one, end: 'edited' as const })) };
    expect(preview(outageReply(ending(closed, 'a', 'b'), going))).toBe(
      '○ a, b~: incidents clos~; 1 sur 3 encore en panne',
    );
    expect(lines(outageRoot(ending(partlyUp, 'a'), going))[0]).toBe(
      '■ 1 service sur 3 encore en panne~: gateway.example.com',
    );
  });

  it('says of how many it is not certain, and how many are critical', () => {
    const story = anOutage(['a', 'b']);
    const incidents = story.incidents.map((one, at) => (at === 0 ? { ...one, doubt } : one));
    expect(lines(outageReply(opening({ ...story, incidents }), going))).toContain(
      'Sans certitude pour 1 sur 2~: d’autres noms se résolvent, mais aucun canari ne répond.',
    );
    const since = (critical: number, down: number) => wording.outages.since(critical, down, 'hier');
    expect([since(0, 2), since(0, 1), since(1, 1), since(2, 2), since(2, 3)]).toEqual([
      'Aucun critique, en panne depuis hier',
      'Non critique, en panne depuis hier',
      'Critique, en panne depuis hier',
      'Tous critiques, en panne depuis hier',
      '2 critiques sur 3, en panne depuis hier',
    ]);
  });

  it('names runbooks, counts what there is no room for, and stays within the limits', () => {
    const story = anOutage(manyNames(300), { critical: manyNames(300), incident: { doubt } });
    const factsOf = (id: string) => ({ name: id, runbook: `https://wiki.example.com/${id.length}/${id}` });
    const message = outageRoot(opening(story), { ...setting, factsOf });
    expect(lines(message)).toContain('Procédure~: s001_20260301_115948');
    expect(lines(message).find((line) => line.startsWith('et '))).toMatch(/^et 2\d\d autres$/);
    expect(wording.outages.more(2, 1)).toBe('et 2 autres, dont 1 en panne');
    expect(refusalOf(message)).toBeUndefined();
    expect(mentionsIn(message)).toEqual(['<!channel>']);
  });
});

it('tells lengths of time as people say them', () => {
  const told = [400, 999, 45_000, 252_000, 3_600_000, 4_320_000, 183_600_000].map(wording.duration);
  expect(told.map(visible)).toEqual(['moins d’une seconde', '1~s', '45~s', '4~min', '1~h', '1~h~12~min', '2~j~3~h']);
  expect([0.4, 120.4, 999.7, 1_240].map(wording.milliseconds).map(visible)).toEqual(['0~ms', '120~ms', '1~s', '1,2~s']);
});
