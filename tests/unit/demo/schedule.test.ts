import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../main/config/load.ts';
import { demoConfiguration } from '../../../main/demo/configuration.ts';
import type { Act } from '../../../main/demo/schedule.ts';
import { actAt, nextChangeAfter, parts, roundSeconds } from '../../../main/demo/schedule.ts';
import { cadence } from '../../../main/monitor/cadence.ts';
import type { Service } from '../../../main/monitor/model.ts';

const outages: readonly Act[] = ['error_503', 'reset', 'hang', 'refuse', 'bad_certificate'];

async function watched(): Promise<readonly Service[]> {
  const text = demoConfiguration(parts.map((part) => ({ part, url: 'http://127.0.0.1:1/health' })));
  const parsed = await parseConfiguration(text, { file: '/demo/config.yaml', environment: {} });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.configuration.services;
}

/** Every outage with the service it happens to and the quiet time until that service's next one. */
async function allOutages() {
  const services = await watched();
  return parts.flatMap(({ name, scenes }) => {
    const service = services.find((candidate) => candidate.name === name);
    if (!service) throw new Error(`${name} is not watched`);
    return scenes
      .filter(({ act }) => outages.includes(act))
      .map((scene, index, list) => ({
        service,
        ...scene,
        quietSeconds: (list[index + 1]?.from ?? (list[0]?.from ?? 0) + roundSeconds) - scene.to,
      }));
  });
}

describe('the schedule of the demo', () => {
  it('shows a newcomer every kind of outage, told within a minute', async () => {
    const told = (await allOutages()).map(({ act, from, service }) => ({
      act,
      atSeconds: from + cadence(service).worstCaseMs / 1_000,
    }));
    const first = outages.map((act) =>
      Math.min(...told.filter((one) => one.act === act).map(({ atSeconds }) => atSeconds)),
    );
    expect(Math.max(...first)).toBeLessThanOrEqual(50);
  });

  it('begins its first outage within seconds, and ends one so early that its recovery is told within a minute', async () => {
    const passing = (await allOutages()).filter(({ from, to }) => to - from < roundSeconds);
    expect(Math.min(...passing.map(({ from }) => from))).toBeLessThanOrEqual(6);
    const recovered = passing.map(({ to, service }) => to + recoverySeconds(service));
    expect(Math.min(...recovered)).toBeLessThanOrEqual(40);
  });

  it('lets every outage last until it is noticed, and every service recover before its next one', async () => {
    const tooShort = (await allOutages())
      .filter(({ from, to }) => to - from < roundSeconds)
      .filter(
        ({ from, to, service, quietSeconds }) =>
          (to - from) * 1_000 < cadence(service).worstCaseMs || quietSeconds <= recoverySeconds(service),
      );
    expect(tooShort).toEqual([]);
  });

  it('has one service that is always well, and one that only gets slow', () => {
    const acts = Object.fromEntries(parts.map(({ name, scenes }) => [name, scenes.map(({ act }) => act)]));
    expect(acts).toMatchObject({ Shop: [], Search: ['slow'] });
  });

  it('goes round again every two minutes', () => {
    for (const part of parts) {
      for (let seconds = 0; seconds < roundSeconds; seconds += 1) {
        expect([part.name, seconds, actAt(part, seconds + 3 * roundSeconds)]).toEqual([
          part.name,
          seconds,
          actAt(part, seconds),
        ]);
      }
    }
  });

  it('knows each moment at which a service begins to behave otherwise', () => {
    const scene = (seconds: number) => parts.map((part) => actAt(part, seconds)).join();
    const missed: number[] = [];
    for (let now = 1; now < 3 * roundSeconds; now += 1) {
      expect(nextChangeAfter(now)).toBeGreaterThan(now);
      if (scene(now) !== scene(now - 1) && nextChangeAfter(now - 1) !== now) missed.push(now);
    }
    expect(missed).toEqual([]);
  });
});

/** From the end of an outage until two good checks have been seen. */
function recoverySeconds(service: Service): number {
  return (cadence(service).intervalMs + (service.recoveryThreshold - 1) * service.retryIntervalMs) / 1_000;
}
