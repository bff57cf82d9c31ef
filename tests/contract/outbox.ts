import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../main/monitor/model.ts';
import type { Outbox } from '../../main/monitor/outbox.ts';
import { anAlert } from '../unit/notify/alerts.ts';

/** One outbox under test. `restart` gives what a new process finds of it, whose predecessor was killed. */
export type OutboxUnderTest = {
  readonly outbox: Outbox;
  owe(alert: Alert): void;
  restart(): Promise<Outbox>;
  close(): Promise<void>;
};

const home = { channel: 'C1', messageId: '5.1' };
const elsewhere = { channel: 'C1', messageId: '6.1' };
const ids = (outbox: Outbox) => outbox.owed('slack').map(({ id }) => id);

/** What every outbox keeps, whatever it keeps it in. */
export function describeOutbox(name: string, open: () => Promise<OutboxUnderTest>): void {
  describe(`an outbox ${name}`, () => {
    let under: OutboxUnderTest;
    let outbox: Outbox;
    const outageOf = (service: string) => anAlert('opened', { name: service }).incident.id;
    beforeEach(async () => {
      under = await open();
      outbox = under.outbox;
      for (const service of ['a', 'b', 'c']) under.owe(anAlert('opened', { name: service }));
    });
    afterEach(() => under.close());

    it('knows after a kill which message was under way with which alerts', async () => {
      outbox.sending('k1', 1_000.4, [1, 2, 99], [3]);
      const marks = (one: Outbox) => one.owed('slack').map(({ sending }) => sending);
      const expected = [
        { key: 'k1', at: 1_000, tells: true },
        { key: 'k1', at: 1_000, tells: true },
        { key: 'k1', at: 1_000, tells: false },
      ];
      expect(marks(outbox)).toEqual(expected);
      expect(marks(await under.restart())).toEqual(expected);
    });

    it('takes a later message for the one that is under way, and forgets one that reached nobody', async () => {
      outbox.sending('k1', 1_000, [1, 2]);
      outbox.sending('k2', 2_000, [2]);
      outbox.notSent([1, 3]);
      const marks = (one: Outbox) => one.owed('slack').map(({ sending }) => sending?.key);
      expect(marks(outbox)).toEqual([undefined, 'k2', undefined]);
      const later = await under.restart();
      expect([marks(later), later.lastSendingAt('slack')]).toEqual([[undefined, 'k2', undefined], 2_000]);
    });

    it('keeps the mark of what was postponed, and tells nothing again that is settled', async () => {
      outbox.sending('k1', 1_000, [1, 2]);
      outbox.postpone([1, 2], 3_000.4, 'no answer');
      outbox.settle([1, 3, 99], 2_000, home);
      expect(outbox.owed('slack')).toMatchObject([{ id: 2, attempts: 1, notBefore: 3_000, sending: { key: 'k1' } }]);
      const later = await under.restart();
      expect(later.owed('slack')).toMatchObject([{ id: 2, attempts: 1, notBefore: 3_000, sending: { key: 'k1' } }]);
      expect(later.lastSendingAt('slack')).toBe(1_000);
      expect(later.lastSendingAt('desktop')).toBeUndefined();
    });

    it('owes no more what nobody need hear of, and does not claim that it was told', async () => {
      outbox.sending('k1', 1_000, [1]);
      outbox.spare([1, 3, 99]);
      for (const one of [outbox, await under.restart()]) {
        expect([ids(one), one.row(1)]).toEqual([[2], undefined]);
      }
    });

    it('knows who shares a conversation, those included of which nothing is told there yet', async () => {
      outbox.settle([1], 2_000, home);
      outbox.converse('slack', [outageOf('b'), outageOf('c')], home);
      for (const one of [outbox, await under.restart()]) {
        expect([...one.sharing('slack', home)].sort()).toEqual(['a', 'b', 'c'].map(outageOf));
        expect([one.conversation('slack', outageOf('c')), ids(one)]).toEqual([home, [2, 3]]);
        expect([one.sharing('desktop', home), one.sharing('slack', elsewhere)]).toEqual([[], []]);
      }
    });

    it('knows who left a conversation for another', async () => {
      outbox.settle([1, 2], 2_000, home);
      outbox.settle([3], 2_000, elsewhere);
      const later = await under.restart();
      for (const one of [outbox, later]) expect(one.sharing('slack', home)).toHaveLength(2);
      later.converse('slack', [outageOf('b')], elsewhere);
      expect(later.sharing('slack', home)).toEqual([outageOf('a')]);
      expect([...later.sharing('slack', elsewhere)].sort()).toEqual([outageOf('b'), outageOf('c')]);
    });

    it('keeps notes for each notifier', async () => {
      outbox.note('slack', 'channel', 'C1');
      outbox.note('slack', 'channel', 'C2');
      for (const one of [outbox, await under.restart()]) {
        expect([one.noted('slack', 'channel'), one.noted('slack', 'other'), one.noted('desktop', 'channel')]).toEqual([
          'C2',
          undefined,
          undefined,
        ]);
      }
    });
  });
}
