import { describe, expect, it } from 'vitest';
import type { ProgramEvent } from '../../main/event-json.ts';
import type { Outage } from '../../main/monitor/model.ts';
import { createOutageNews } from '../../main/outage-news.ts';
import { createFakeClock } from '../support/fake-clock.ts';

/** A reader of events, and when it heard which. */
function aReader() {
  const clock = createFakeClock();
  const began = clock.monotonicMs();
  const heard: string[] = [];
  const news = createOutageNews(clock, (event) => {
    const what =
      'down' in event && 'outage' in event ? `${event.outage.id} ${event.type}, ${event.down.length} down` : event.type;
    heard.push(`${clock.monotonicMs() - began} ms: ${what}`);
  });
  const outage = (id: string): Outage => ({ id, startedAt: 0, explanation: { kind: 'alone' }, members: [id] });
  return {
    clock,
    heard,
    close: news.close,
    tell: news.tell,
    happens(type: 'opened' | 'updated' | 'resolved', id: string, downCount = 0): void {
      const down = Array.from({ length: downCount }, (_, index) => `Service ${index}`);
      news.tell({ type: `outage.${type}`, at: clock.wallMs(), outage: outage(id), services: down, down });
    },
  };
}

describe('the events of an outage', () => {
  it('are the latest of what came within half a second, and all the others at once', () => {
    const { clock, heard, happens, tell } = aReader();
    happens('opened', 'A', 1);
    for (let down = 2; down <= 300; down += 1) {
      happens('updated', 'A', down);
      clock.advance(10);
    }
    const cycle: ProgramEvent = { type: 'cycle', at: clock.wallMs(), tookMs: 1 };
    tell(cycle);
    clock.advance(10_000);
    expect(heard).toEqual([
      '0 ms: A outage.opened, 1 down',
      '500 ms: A outage.updated, 51 down',
      '1000 ms: A outage.updated, 101 down',
      '1500 ms: A outage.updated, 151 down',
      '2000 ms: A outage.updated, 201 down',
      '2500 ms: A outage.updated, 251 down',
      '2990 ms: cycle',
      '3000 ms: A outage.updated, 300 down',
    ]);
    expect(clock.pending).toBe(0);
  });

  it('end with its end, and the update before it is not lost', () => {
    const { clock, heard, happens } = aReader();
    happens('updated', 'A', 2);
    happens('updated', 'B', 7);
    happens('updated', 'A', 1);
    clock.advance(100);
    happens('resolved', 'A');
    clock.advance(1_000);
    expect(heard).toEqual([
      '100 ms: A outage.updated, 1 down',
      '100 ms: A outage.resolved, 0 down',
      '500 ms: B outage.updated, 7 down',
    ]);
  });

  it('that wait are passed on when the program ends, and whatever comes after waits no more', () => {
    const { clock, heard, happens, close } = aReader();
    happens('updated', 'A', 2);
    close();
    happens('updated', 'A', 1);
    clock.advance(1_000);
    expect(heard).toEqual(['0 ms: A outage.updated, 2 down', '0 ms: A outage.updated, 1 down']);
    expect(clock.pending).toBe(0);
  });
});
