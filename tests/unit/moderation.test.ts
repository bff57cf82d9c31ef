import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../main/config/load.ts';
import { rosterOf } from '../../main/moderation.ts';
import { cadence } from '../../main/monitor/cadence.ts';

async function configured(text: string) {
  const parsed = await parseConfiguration(text, { file: '/config.yaml', environment: {} });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.configuration;
}

const twoServices = `
services:
  - {name: Payment, url: https://pay.example/, critical: true}
  - {name: Wiki, url: https://wiki.example/, critical: false}
`;

describe('a machine that spares its battery', () => {
  it('checks what is critical as ever, and the rest once a minute', async () => {
    const configuration = await configured(twoServices);
    const { services } = rosterOf(configuration, { isSparing: true, isPaused: false });
    expect(services.map((service) => [service.name, cadence(service).intervalMs / 1_000])).toEqual([
      ['Payment', 17],
      ['Wiki', 60],
    ]);
    expect(services[0]).toBe(configuration.services[0]);
  });

  it('does not check more often what is checked rarely', async () => {
    const configuration = await configured(
      'services: [{name: Wiki, url: "https://wiki.example/", critical: false, interval: 5m}]\nmonitoring: {alert_within: 10m}',
    );
    const [wiki] = rosterOf(configuration, { isSparing: true, isPaused: false }).services;
    expect(wiki && cadence(wiki).intervalMs).toBe(15 * 60_000);
  });

  it('asks the same of a service as before, so that its state and its incident go on', async () => {
    const configuration = await configured(twoServices);
    const spared = rosterOf(configuration, { isSparing: true, isPaused: false }).services;
    expect(spared.map(({ fingerprint }) => fingerprint)).toEqual(
      configuration.services.map(({ fingerprint }) => fingerprint),
    );
  });
});

describe('a rest from all checks', () => {
  it('pauses everything, and nothing else', async () => {
    const configuration = await configured(twoServices);
    const { services } = rosterOf(configuration, { isSparing: true, isPaused: true });
    expect(services.map(({ paused }) => paused)).toEqual([true, true]);
    expect(rosterOf(configuration, { isSparing: false, isPaused: false }).services).toBe(configuration.services);
  });
});
