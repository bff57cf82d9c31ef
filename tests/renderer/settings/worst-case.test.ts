import { describe, expect, it } from 'vitest';
import { cadence } from '../../../main/monitor/cadence.ts';
import { cadenceView } from '../../../main/window/checks.ts';
import { commonTiming, promisesOf, serviceTiming, worstCase } from '../../../renderer/settings/worst-case.ts';
import { configurationOf } from '../../support/config-text.ts';

const defaults = {
  checkInterval: 20,
  failureThreshold: 2,
  recoveryThreshold: 2,
  timeout: 10,
  retryInterval: 2,
  alertWithin: 30,
  maxConcurrent: 64,
};

describe('the worst case in the settings', () => {
  it('is what the engine works out, for whatever is typed', () => {
    const spans = [1, 500, 1_000, 1_999, 2_000, 10_000, 17_000, 20_000, 60_000, 3_600_000];
    for (const checkIntervalMs of spans) {
      for (const timeoutMs of spans) {
        for (const retryIntervalMs of [1, 2_000, 30_000]) {
          for (const failureThreshold of [1, 2, 3, 1_000]) {
            for (const alertWithinMs of [1_000, 15_000, 30_000, 600_000]) {
              const timing = { checkIntervalMs, timeoutMs, retryIntervalMs, failureThreshold, alertWithinMs };
              const { intervalMs, worstCaseMs, kept, isShortened } = worstCase(timing);
              expect({ intervalMs, worstCaseMs, kept, shortened: isShortened }).toEqual(cadence(timing));
            }
          }
        }
      }
    }
  });

  it('is that of each service of a file, with its own values and the defaults', async () => {
    const raw = {
      services: [
        { name: 'Plain', url: 'https://a.example/' },
        { name: 'Own', url: 'https://b.example/', interval: '5s', timeout: 2, failure_threshold: 3 },
        { name: 'Slow', url: 'https://c.example/', timeout: '1m' },
      ],
      monitoring: { check_interval: '15s', retry_interval: 3 },
    };
    const { services } = await configurationOf(JSON.stringify(raw));
    const common = commonTiming(raw.monitoring, defaults);
    expect(common).toBeDefined();
    if (common === undefined) return;
    for (const [index, service] of services.entries()) {
      const own = serviceTiming(raw.services[index] ?? {}, common);
      expect(own).toBeDefined();
      if (own === undefined) continue;
      const { isShortened: _, ...worst } = worstCase(own);
      const { recoveryThreshold: __, ...view } = cadenceView(service);
      expect(worst).toEqual(view);
    }
    const { count, shortened, broken } = promisesOf(raw.services, common);
    expect(count).toBe(3);
    expect(shortened).toEqual([]);
    expect(broken.map(({ name, worstCase: { worstCaseMs } }) => [name, worstCaseMs])).toEqual([['Slow', 65_000]]);
  });

  it('names the services whose interval it shortens', () => {
    const common = commonTiming({}, defaults);
    expect(common).toBeDefined();
    if (common === undefined) return;
    const services = [{ name: 'A' }, { name: 'B', interval: 10 }, { name: 'C', timeout: 5 }];
    const { shortened, broken } = promisesOf(services, common);
    expect(shortened.map(({ name, worstCase: { intervalMs } }) => [name, intervalMs])).toEqual([['A', 17_000]]);
    expect(broken).toEqual([]);
  });

  it('is not said while a value cannot be read', () => {
    expect(commonTiming({ check_interval: '10x' }, defaults)).toBeUndefined();
    expect(commonTiming({ failure_threshold: 0 }, defaults)).toBeUndefined();
    const common = commonTiming({}, defaults);
    expect(common && serviceTiming({ timeout: 'soon' }, common)).toBeUndefined();
  });
});
