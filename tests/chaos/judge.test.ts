import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { at, channel, incident, payload } from './made-up-channel.ts';

const down = { at: 11, title: '■ Shop is down', payload: payload() };
const up = { at: 21, title: '● Shop is up again after 10 s', thread: 11, payload: payload('resolved') };

describe('the judge of the chaos', () => {
  it('finds nothing wrong with an incident that is told, and told to be over in its thread', () => {
    expect(judge(channel([{ ...down, edits: [{ at: 20.5, title: '● Shop is up again' }] }, up]))).toMatchObject({
      incidents: 1,
      outages: 1,
      openings: 1,
      closings: 1,
      merged: 0,
      topLevel: 1,
      stale: [],
      broken: [],
    });
  });

  it('takes a summary for both, and understands messages without metadata or shapes', () => {
    const summary = { at: 25, title: '● Shop was down for 10 s and is up again', payload: payload() };
    expect(judge(channel([summary]))).toMatchObject({ openings: 1, closings: 1, merged: 1, broken: [] });
    const bare = [
      { at: 11, title: '<!channel> Shop is down', lines: ['Incident: `Shop_1`'] },
      { at: 21, title: 'Shop is up again after 10 s', thread: 11 },
    ];
    expect(judge(channel(bare))).toMatchObject({ openings: 1, closings: 1, merged: 0, broken: [] });
  });

  it('misses an opening, a closing, and one that was only edited in', () => {
    expect(judge(channel([])).broken).toEqual(['lost: the opening of Shop_1', 'lost: the closing of Shop_1']);
    const edited = { ...down, edits: [{ at: 21, title: '● Shop is up again after 10 s' }] };
    expect(judge(channel([edited])).broken).toEqual(['lost: the closing of Shop_1']);
    expect(judge(channel([down], { incidents: [incident('Shop', { silenced: true })] })).broken).toEqual([]);
  });

  it('wants each service of an outage to be told, by name or in the list that stands above the reply', () => {
    const incidents = ['Shop', 'Bank', 'Mill'].map((service) => incident(service, { outage: 'Shop_1' }));
    const list = (shape: string, ...names: string[]) => names.map((name) => `${shape} *${name}*, since 12:00`);
    const root = {
      ...down,
      title: '■ 2 services are down: one.example',
      lines: list('■', 'Shop', 'Bank'),
      edits: [
        { at: 12, title: '■ 3 services are down', lines: list('■', 'Shop', 'Bank', 'Mill') },
        { at: 20.5, title: '● 3 services are up again', lines: list('●', 'Shop', 'Bank', 'Mill') },
      ],
    };
    const joined = { at: 12.5, title: '■ 1 more service is down: Mill', thread: 11, payload: payload('opened') };
    const over = { at: 21, title: '● 3 services are up again after 10 s', thread: 11, payload: payload('resolved') };
    const whole = judge(channel([root, joined, over], { incidents }));
    expect(whole).toMatchObject({ openings: 3, closings: 3, outages: 1, grouped: 1, broken: [] });
    const silent = { ...root, edits: root.edits.slice(1) };
    expect(judge(channel([silent, over], { incidents })).broken).toEqual([
      'lost: the opening of Mill_1 (outage Shop_1)',
    ]);
  });

  it('takes the last word on an outage for what it is, though the list above it is made true only afterwards', () => {
    const incidents = ['Shop', 'Bank'].map((service) => incident(service, { outage: 'Shop_1' }));
    const list = (shape: string) => ['Shop', 'Bank'].map((name) => `${shape} *${name}*, since 12:00`);
    const root = { ...down, title: '■ 2 services are down: one.example', lines: list('■') };
    const mended = { ...root, edits: [{ at: 23, title: '● 2 services are up again', lines: list('●') }] };
    const over = { ...up, title: '● 2 services are up again after 10 s: one.example' };
    expect(judge(channel([mended, over], { incidents }))).toMatchObject({ closings: 2, stale: [], broken: [] });
    const some = { ...up, title: '● Bank is up again; 1 of 2 still down' };
    expect(judge(channel([mended, some], { incidents })).lost).toEqual(['the closing of Shop_1']);
    expect(judge(channel([root, over], { incidents })).lost).toHaveLength(2);
  });

  it('reads a message that many outages share, and what is told of each in its thread', () => {
    const since = (seconds: number) => `<!date^${at(seconds) / 1_000}^{time}|then>`;
    const incidents = [
      incident('Shop', { endedAt: at(15) }),
      incident('Bank'),
      incident('Bank', { id: 'Bank_0', outage: 'Bank_0', startedAt: at(1), openedAt: at(2), endedAt: at(5) }),
    ];
    const earlier = { at: 7, title: '● Bank was down for 4 s and is up again', payload: { outage_id: 'Bank_0' } };
    const lines = [`■ *Bank* down since ${since(9)}`, `● Shop down from ${since(9)} until then`];
    const root = { at: 18, title: '■ 1 service is down, 1 more was down', payload: payload(), lines };
    const over = { ...up, title: '● Bank is up again after 10 s', thread: 18 };
    const told = [earlier, root, { ...over, payload: { outage_id: 'Bank_1', change: 'resolved' } }];
    expect(judge(channel(told, { incidents }))).toMatchObject({ openings: 3, closings: 3, merged: 2, broken: [] });
    const unlisted = { ...root, lines: lines.slice(1) };
    expect(judge(channel([earlier, unlisted, ...told.slice(2)], { incidents })).broken).toEqual([
      'lost: the opening of Bank_1',
    ]);
    const again = { ...root, at: 19 };
    expect(judge(channel([earlier, root, again, ...told.slice(2)], { incidents })).doubles).toHaveLength(1);
  });

  it('keeps two failures of one service within an outage apart', () => {
    const again = incident('Shop', {
      id: 'Shop_2',
      outage: 'Shop_1',
      startedAt: at(40),
      openedAt: at(41),
      endedAt: at(50),
    });
    const incidents = [incident('Shop'), incident('Bank', { outage: 'Shop_1', endedAt: at(60) }), again];
    const reply = (seconds: number, title: string, change: string) => ({
      ...{ at: seconds, title, thread: 11, payload: payload(change, { at: seconds }) },
    });
    const root = { ...down, title: '■ 2 services are down: Shop, Bank' };
    const told = [
      root,
      reply(21, '● Shop is up again; 1 of 2 still down', 'resolved'),
      reply(42, '■ 1 more service is down: Shop', 'opened'),
      reply(51, '● Shop is up again; 1 of 3 still down', 'resolved'),
      reply(61, '● 3 services are up again after 50 s: Shop, Bank', 'resolved'),
    ];
    expect(judge(channel(told, { incidents }))).toMatchObject({ openings: 3, closings: 3, gaps: [], broken: [] });
    expect(judge(channel(told.toSpliced(2, 1), { incidents })).broken).toEqual([
      'lost: the opening of Shop_2 (outage Shop_1)',
    ]);
  });

  it('sees a closing before its opening, and news that are older than the last', () => {
    const late = { at: 22, title: '■ Shop is down again', thread: 9, payload: payload('reopened') };
    const early = { ...up, at: 21, thread: 9 };
    const root = { at: 9, title: '○ Shop', payload: payload('noted') };
    expect(judge(channel([root, early, late])).disordered).toEqual([
      'Shop_1: closed at 00:00:21.000, opened at 00:00:22.000',
    ]);
    expect(judge(channel([down, up, { ...late, thread: 11 }])).disordered).toEqual([
      'Shop_1: told down at 00:00:22.000 after its end at 00:00:21.000',
    ]);
  });

  it('allows a service that fails again its further tellings', () => {
    const told = [
      down,
      { ...up, at: 15, payload: payload('resolved', { at: 1 }) },
      { at: 17, title: '■ Shop is down again', thread: 11, payload: payload('reopened') },
      { ...up, payload: payload('resolved', { at: 2 }) },
    ];
    expect(judge(channel(told, { incidents: [incident('Shop', { flaps: 1 })] }))).toMatchObject({ broken: [] });
    const without = (index: number) =>
      channel(told.toSpliced(index, 1), { incidents: [incident('Shop', { flaps: 1 })] });
    expect(judge(without(1)).gaps).toEqual(['a recovery of Shop_1 between 00:00:11.000 and 00:00:17.000']);
    expect(judge(without(2)).gaps).toEqual(['a failure of Shop_1 between 00:00:15.000 and 00:00:21.000']);
    expect(judge(channel(told)).broken).toEqual([
      expect.stringContaining('told once more of Shop_1'),
      expect.stringContaining('told once more of Shop_1'),
    ]);
  });

  it('counts what is told twice, and forgives it only for a lost answer that nobody may look for', () => {
    const again = { ...down, at: 13 };
    expect(judge(channel([down, again, up]))).toMatchObject({
      doubles: [expect.stringMatching(/the same.*looked: never/)],
      excusedDoubles: [],
      topLevel: 2,
      mostTopLevel: 2,
    });
    const lost = [{ ...down, isLost: true }, again, up];
    expect(judge(channel(lost))).toMatchObject({ doubles: [], excusedDoubles: [expect.any(String)], broken: [] });
    expect(judge(channel(lost, { mayRead: true })).broken).toEqual([
      expect.stringMatching(/^told twice: .*answer lost/),
    ]);
    const runs = [{ startedAt: at(0), endedAt: at(11.1), how: 'killed' }] as const;
    expect(judge(channel([down, again, up], { runs }))).toMatchObject({ doubles: [], broken: [] });
    const sameTitle = [down, up, { ...up, at: 22, payload: undefined }].map((one) => ({ ...one, payload: undefined }));
    expect(judge(channel(sameTitle)).doubles).toEqual([expect.stringContaining('the same')]);
  });

  it('reports what nobody has on record, what is still owed, and what stays untrue', () => {
    const stranger = { at: 30, title: '■ Bank is down', payload: { outage_id: 'Bank_1' } };
    const evidence = channel([down, up, stranger], { owed: ['resolved of Shop_1'], forgotten: ['Mill_1'] });
    expect(judge(evidence)).toMatchObject({
      stale: [expect.stringContaining('Shop is down'), expect.stringContaining('Bank is down')],
      broken: [
        'not on record: 00:00:30.000 ■ Bank is down',
        'announced and not on record: Mill_1',
        'still owed: resolved of Shop_1',
      ],
    });
  });
});
