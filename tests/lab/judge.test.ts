import { describe, expect, it } from 'vitest';
import { type Evidence, judge } from './judge.ts';
import type { ProgramEvent } from './program.ts';

/** Seconds of the story, as epoch milliseconds and as the program writes them. */
const at = (seconds: number) => Date.UTC(2024, 0, 1) + seconds * 1_000;
const iso = (seconds: number) => new Date(at(seconds)).toISOString();

const event = (seconds: number, name: string, more: object = {}): ProgramEvent => ({
  event: name,
  at: iso(seconds),
  service: 'Shop',
  ...more,
});
const opened = (seconds: number, from: number) =>
  event(seconds, 'incident.opened', { id: 'I', start_time: iso(from), end_time: null });
const resolved = (seconds: number, from: number, to: number) =>
  event(seconds, 'incident.resolved', { id: 'I', start_time: iso(from), end_time: iso(to) });
const delivered = (seconds: number) => event(seconds, 'alert.delivered', { kind: 'opened', incident: 'I' });
const grey = (from: number, to: number) =>
  event(to, 'not_observed', { reason: 'offline', from: iso(from), to: iso(to) });
const statistics = (uptime: number) => event(200, 'statistics', { uptime: [{ service: 'Shop', '24h': uptime }] });

const outage = { services: ['Shop'], from: at(100), to: at(150) };
const offline = (from: number, to: number) => ({
  why: 'link down',
  hides: ['Shop'],
  hidesSlack: true,
  from: at(from),
  to: at(to),
});
const aMessage = { ts: '1', text: 'Shop is down' };

function verdictOn(events: readonly ProgramEvent[], more: Partial<Evidence> = {}) {
  return judge({
    services: ['Shop'],
    pace: 'quick',
    truth: { outages: [outage], blindness: [] },
    events: [event(0, 'check', { ok: true }), ...events],
    slack: { roots: [aMessage], requests: [] },
    endedWell: true,
    ...more,
  });
}

describe('the judge of the network lab', () => {
  it('finds nothing wrong with an outage that is told in time and recorded to the check', () => {
    const verdict = verdictOn([opened(106, 102), delivered(107), resolved(156, 102, 152), statistics(0.75)]);
    expect(verdict).toMatchObject({ outages: 1, told: 1, falseAlerts: 0, latestMs: 7_000, messages: 1, broken: [] });
    expect(verdict.uptimeWrongMs).toBe(4_000);
  });

  it('counts an outage that was never told, and one that was told late', () => {
    expect(verdictOn([statistics(1)])).toMatchObject({
      outages: 1,
      told: 0,
      broken: ['Shop was never told', expect.stringMatching(/^uptime off: Shop 50.0 s/)],
    });
    const late = verdictOn([opened(106, 102), delivered(131), resolved(156, 102, 152), statistics(0.75)]);
    expect(late).toMatchObject({ told: 1, latestMs: 31_000, broken: ['Shop was told after 31.0 s'] });
  });

  it('measures from the return of the network where the outage began while it was away', () => {
    const blindness = [offline(90, 115)];
    const events = [grey(91, 117), opened(120, 117), delivered(121), resolved(156, 117, 152), statistics(1 - 35 / 174)];
    const verdict = verdictOn(events, { truth: { outages: [outage], blindness } });
    expect(verdict).toMatchObject({ told: 1, latestMs: 6_000, greyMs: 0, broken: [] });
  });

  it('asks nothing of an outage that nobody could see, and forgives no alert while the laptop is to blame', () => {
    const truth = { outages: [outage], blindness: [offline(90, 160)] };
    const silent = verdictOn([grey(91, 162), statistics(1)], { truth, slack: { roots: [], requests: [] } });
    expect(silent).toMatchObject({ outages: 0, told: 0, broken: [] });
    const events = [opened(106, 102), delivered(107), resolved(120, 102, 118), statistics(1 - 16 / 200)];
    const wrong = verdictOn(events, { truth: { outages: [], blindness: [offline(100, 120)] } });
    expect(wrong).toMatchObject({ outages: 0, falseAlerts: 1 });
    expect(wrong.broken).toEqual([
      'false alerts: Shop at 00:01:46.000',
      '1 messages for 0 outages',
      'uptime off: Shop 16.0 s (allowed 0.0 s)',
    ]);
  });

  it('takes a message that names a service for its alert where several are told in one', () => {
    const requests = [{ method: 'chat.update', at: at(109), text: 'Mail and Shop are down' }];
    const events = [opened(106, 102), resolved(156, 102, 152), statistics(0.75)];
    expect(verdictOn(events, { slack: { roots: [aMessage], requests } })).toMatchObject({ told: 1, latestMs: 9_000 });
  });

  it('notices statistics that do not add up, and more messages than outages', () => {
    const events = [opened(106, 102), delivered(107), resolved(156, 102, 152), statistics(0.9)];
    const verdict = verdictOn(events, { slack: { roots: [aMessage, aMessage], requests: [] } });
    expect(verdict.broken).toEqual(['2 messages for 1 outages', 'statistics off the events: Shop 30.0 s']);
  });
});
