import { describe, expect, it } from 'vitest';
import { createEventStream } from '../../../main/dashboard/event-stream.ts';
import type { Push } from '../../../preload/snapshot.ts';
import { createFeed } from '../../support/dashboard.ts';

const change = (at: number, bytes = 0): Push => ({ type: 'change', at, order: ['x'.repeat(bytes)] });

/** A feed whose snapshots have this size, and a stream of it that is read one event at a time. */
async function follow(snapshotBytes: number) {
  const feed = createFeed();
  const bars = { ['x'.repeat(snapshotBytes)]: [] };
  const large = {
    follow: (listener: (push: Push) => void) =>
      feed.follow((push) => listener(push.type === 'snapshot' ? { ...push, bars } : push)),
  };
  const reader = createEventStream({ feed: large, aliveMs: 60_000, onEnd: () => undefined }).getReader();
  // It begins by itself.
  await Promise.resolve();
  const next = async () => {
    const { value } = await reader.read();
    const { type, at }: Push = JSON.parse(new TextDecoder().decode(value).slice('data: '.length));
    return `${type} ${at}`;
  };
  return { feed, next, end: () => reader.cancel() };
}

describe('what waits for a reader', () => {
  it('is a snapshot of any size, and changes behind it', async () => {
    const { feed, next, end } = await follow(500_000);
    expect(feed.followers).toBe(1);
    feed.push(change(1));
    feed.push(change(2));
    expect([await next(), await next(), await next()]).toEqual(['snapshot 0', 'change 1', 'change 2']);
    expect([feed.followers, feed.snapshots]).toEqual([1, 1]);
    await end();
    expect(feed.followers).toBe(0);
  });

  it('is never much more than that; what is too much comes as a new snapshot instead', async () => {
    const { feed, next, end } = await follow(500_000);
    for (let at = 1; at <= 100; at += 1) feed.push(change(at, 10_000));
    expect(feed.followers).toBe(0);
    const seen = [await next()];
    while (feed.followers === 0) seen.push(await next());
    feed.push(change(101));
    while (seen.at(-1) !== 'change 101') seen.push(await next());
    // 64 kB of changes, no hole between them, and after the snapshot nothing that is in it.
    expect(seen).toEqual([
      'snapshot 0',
      ...Array.from({ length: 7 }, (_, index) => `change ${index + 1}`),
      'snapshot 1',
      'change 101',
    ]);
    await end();
  });
});
