import { describe, expect, it } from 'vitest';
import type { OpenOutage, ServiceView } from '../../../preload/snapshot.ts';
import { filtersOf } from '../../../renderer/services/filters.ts';
import { arrange, type Item } from '../../../renderer/services/ranking.ts';
import { down, outage, view } from './views.ts';

type Scene = {
  readonly views: readonly ServiceView[];
  readonly outages?: readonly OpenOutage[];
  readonly params?: Readonly<Record<string, string>>;
  readonly folded?: readonly string[];
  readonly responses?: Readonly<Record<string, number>>;
};

/** The list as one reads it down the page. */
function read({ views, outages = [], params = {}, folded = [], responses = {} }: Scene): readonly string[] {
  const { items } = arrange({
    views,
    outages,
    filters: filtersOf(params),
    folded: new Set(folded),
    responseOf: (name) => responses[name],
  });
  return items.map(line);
}

function line(item: Item): string {
  switch (item.type) {
    case 'service':
      return item.isMember ? `- ${item.name}` : item.name;
    case 'outage':
      return `${item.isFolded ? '[+]' : '[-]'} ${item.outage.id}`;
    case 'silent':
      return `(${item.count} silent)`;
  }
}

describe('the list of services', () => {
  it('begins with the worst, the critical first, and ends with those that are silent', () => {
    expect(
      read({
        views: [
          view('Well'),
          view('Paused', { state: 'paused' }),
          view('Unseen', { state: 'unknown' }),
          view('Doubtful', { state: 'degraded' }),
          down('Side', 'a', { critical: false }),
          down('Core', 'b'),
        ],
        outages: [outage('a', ['Side']), outage('b', ['Core'])],
      }),
    ).toEqual(['Core', 'Side', 'Doubtful', 'Unseen', 'Well', '(1 silent)', 'Paused']);
  });

  it('puts the latest news above older ones', () => {
    expect(read({ views: [down('Old', 'a', { since: 100 }), down('New', 'b', { since: 200 })] })).toEqual([
      'New',
      'Old',
    ]);
  });

  it('sorts names as people count', () => {
    expect(read({ views: [view('Node 10'), view('Node 2'), view('node 1')] })).toEqual(['node 1', 'Node 2', 'Node 10']);
  });

  it('shows an outage of several once, with its members below', () => {
    const scene = {
      views: [view('Well'), down('A', 'gw'), down('Other', 'x', { since: 5_000 }), down('B', 'gw')],
      outages: [outage('gw', ['A', 'B']), outage('x', ['Other'])],
    };
    expect(read(scene)).toEqual(['Other', '[-] gw', '- A', '- B', 'Well']);
    expect(read({ ...scene, folded: ['gw'] })).toEqual(['Other', '[+] gw', 'Well']);
  });

  it('counts what is folded away all the same', () => {
    const { count } = arrange({
      views: [down('A', 'gw'), down('B', 'gw'), view('C')],
      outages: [outage('gw', ['A', 'B'])],
      filters: filtersOf({}),
      folded: new Set(['gw']),
      responseOf: () => undefined,
    });
    expect(count).toBe(3);
  });

  it('is flat when it is sorted by something else', () => {
    const views = [
      down('A', 'gw', { uptime: { month: 0.5 } }),
      down('B', 'gw', { uptime: { month: 0.9 } }),
      view('C', { uptime: { month: 0.7 } }),
      view('New'),
    ];
    const outages = [outage('gw', ['A', 'B'])];
    expect(read({ views, outages, params: { sort: 'uptime' } })).toEqual(['A', 'C', 'B', 'New']);
    expect(read({ views, outages, params: { sort: 'response' }, responses: { C: 900, A: 20 } })).toEqual([
      'C',
      'A',
      'B',
      'New',
    ]);
    expect(read({ views, outages, params: { sort: 'name' } })).toEqual(['A', 'B', 'C', 'New']);
  });

  it('keeps only what fits the search and all the filters together', () => {
    const views = [
      view('Café crème', { group: 'Shop', tags: ['eu'] }),
      view('Checkout', { group: 'Shop', tags: ['us'] }),
      view('Mail', { group: 'Office', tags: ['eu'], url: 'https://relay.example.com/cafe' }),
      down('Search', 'a', { group: 'Shop', tags: ['eu'] }),
    ];
    expect(read({ views, params: { q: 'CAFE' } })).toEqual(['Café crème', 'Mail']);
    expect(read({ views, params: { q: 'eu shop' } })).toEqual(['Search', 'Café crème']);
    expect(read({ views, params: { q: 'eu', group: 'Shop', state: 'ok' } })).toEqual(['Café crème']);
    expect(read({ views, params: { tag: 'us' } })).toEqual(['Checkout']);
    expect(read({ views, params: { q: 'nothing' } })).toEqual([]);
  });

  it('takes no notice of what means nothing in the address', () => {
    expect(read({ views: [view('A')], params: { state: 'purple', sort: 'upwards', q: '  ' } })).toEqual(['A']);
  });
});
