import { expect, it } from 'vitest';
import { createProbe } from '../../../main/probe/probe.ts';
import { startMisbehavingServer } from '../../support/misbehaving-server.ts';
import { aService } from '../../support/services.ts';
import { realClock } from './observe.ts';

it('leaves the stack traces of everybody else alone', async () => {
  const server = await startMisbehavingServer();
  const { probe, close } = createProbe({ clock: realClock, userAgent: 'test', environment: {} });
  const limit = Error.stackTraceLimit;
  const limits = new Set<number>();
  const watch = setInterval(() => limits.add(Error.stackTraceLimit), 0);
  for (const behaviour of ['ok', 'status-500', 'garbage', 'cut-body'] as const) {
    await server.become(behaviour);
    const stack = await new Promise((resolve) =>
      probe(aService('shop', { url: server.url }), () => resolve(new Error('mine').stack)),
    );
    expect(stack).toContain('stack-traces.test.ts');
  }
  await server.idle();
  clearInterval(watch);
  expect([...limits, Error.stackTraceLimit].every((seen) => seen === limit)).toBe(true);
  close();
  await server.close();
});
