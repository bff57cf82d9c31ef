import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSystemClock } from '../../../main/clock.ts';
import { parseConfiguration } from '../../../main/config/load.ts';
import { openStage, startDemo } from '../../../main/demo/demo.ts';
import type { Observation, Service } from '../../../main/monitor/model.ts';
import { createProbe } from '../../../main/probe/probe.ts';

const { probe } = createProbe({ clock: createSystemClock(), userAgent: 'test', environment: {} });

const closing: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const check = (service: Service) => new Promise<Observation>((resolve) => void probe(service, resolve));

async function servicesOf(text: string, file = '/demo/config.yaml'): Promise<readonly Service[]> {
  const parsed = await parseConfiguration(text, { file, environment: {} });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.warnings).toEqual([]);
  return parsed.configuration.services;
}

const named = (services: readonly Service[], name: string): Service => {
  const service = services.find((candidate) => candidate.name === name);
  if (!service) throw new Error(`${name} is not watched`);
  return service;
};

/** What a look at every service shows, in one word each. */
async function look(services: readonly Service[]): Promise<Record<string, string>> {
  const seen = await Promise.all(
    services.map(async (service) => {
      const observation = await check(service);
      return [service.name, observation.ok ? (observation.slow ? 'slow' : 'well') : observation.failure.kind];
    }),
  );
  return Object.fromEntries(seen);
}

async function aStage() {
  const stage = await openStage();
  closing.push(() => stage.close());
  return { stage, services: await servicesOf(stage.configuration) };
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'asl-demo-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('the services of the demo', () => {
  it('misbehave over real sockets as the schedule has it, and are well again', async () => {
    const { stage, services } = await aStage();
    const well = {
      Shop: 'well',
      'Checkout API': 'well',
      Search: 'well',
      'Flapping cache': 'well',
      'Mail gateway': 'well',
      'Report service': 'well',
      'Legacy intranet': 'tls_expired',
    };
    const at = async (seconds: number) => {
      await stage.show(seconds);
      return look(services);
    };
    expect({ 0: await at(0), 15: await at(15), 40: await at(40), 100: await at(100), 135: await at(135) }).toEqual({
      0: well,
      15: { ...well, 'Checkout API': 'status', Search: 'slow', 'Flapping cache': 'reset' },
      40: {
        ...well,
        Search: 'slow',
        'Flapping cache': 'reset',
        'Mail gateway': 'refused',
        'Report service': 'timeout_response',
      },
      100: well,
      135: { ...well, 'Checkout API': 'status', Search: 'slow', 'Flapping cache': 'reset' },
    });
  });

  it('let go of everything when the demo ends, also of a request that hangs', async () => {
    const stage = await openStage();
    const services = await servicesOf(stage.configuration);
    await stage.show(40);
    const hanging = check(named(services, 'Report service'));
    await check(named(services, 'Checkout API'));
    await stage.close();
    expect(await hanging).toMatchObject({ ok: false, failure: { kind: 'reset' } });
    const { 'Report service': report, Shop: shop, 'Legacy intranet': intranet } = await look(services);
    expect([report, shop, intranet]).toEqual(['refused', 'refused', 'refused']);
  });
});

describe('a newcomer who starts the demo', () => {
  it('gets a configuration that watches a quick rhythm and leaves Slack alone, and sees the first outage begin', async () => {
    const directory = await aFolder();
    const demo = await startDemo({ directory });
    closing.push(() => demo.close());
    expect(demo.configFile).toBe(join(directory, 'config.yaml'));
    const text = await readFile(demo.configFile, 'utf8');
    expect(text).not.toContain('PRIVATE KEY');
    const parsed = await parseConfiguration(text, { file: demo.configFile, environment: {} });
    expect(parsed).toMatchObject({
      ok: true,
      configuration: {
        slack: { enabled: false },
        monitoring: { checkIntervalMs: 5_000, defaultTimeoutMs: 3_000, retryIntervalMs: 1_000, failureThreshold: 2 },
        notActedOn: [],
      },
    });
    const checkout = named(await servicesOf(text, demo.configFile), 'Checkout API');
    expect((await check(checkout)).ok).toBe(true);
    const failed = await vi.waitUntil(() => check(checkout).then((seen) => (seen.ok ? undefined : seen)), {
      timeout: 15_000,
      interval: 250,
    });
    expect(failed).toMatchObject({ statusCode: 503, failure: { kind: 'status' } });
  });

  it('is told when the folder for the configuration does not exist, and no server is left behind', async () => {
    const directory = join(await aFolder(), 'missing');
    const listening = () => process.getActiveResourcesInfo().filter((resource) => resource === 'TCPServerWrap').length;
    const before = listening();
    await expect(startDemo({ directory })).rejects.toThrow('ENOENT');
    await vi.waitUntil(() => listening() === before);
  });
});
