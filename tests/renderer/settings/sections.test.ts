import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../preload/settings.ts';
import { canaryRows, connectivityFaults, writtenCanaries } from '../../../renderer/settings/connectivity/canaries.ts';
import { sectionOf } from '../../../renderer/settings/sections.ts';
import { slackFaults } from '../../../renderer/settings/slack/slack-faults.ts';
import { complaintsAbout } from '../../support/config-text.ts';

describe('the canaries', () => {
  it('stay as they are written where they mean the same', () => {
    const seen = [
      'https://example.com/',
      { url: 'https://one.example/', expected_status: [204], contains: 'ok' },
      { host: '1.1.1.1:443' },
    ];
    const rows = canaryRows(seen) ?? [];
    expect(rows).toEqual([
      { address: 'https://example.com/', status: '', contains: '' },
      { address: 'https://one.example/', status: '204', contains: 'ok' },
      { address: '1.1.1.1:443', status: '', contains: '' },
    ]);
    expect(writtenCanaries(rows, seen)).toEqual(seen);
    const added = { address: 'https://two.example/', status: '2xx', contains: 'a, b' };
    expect(writtenCanaries([...rows.slice(1), added], seen)).toEqual([
      ...seen.slice(1),
      { url: 'https://two.example/', expected_status: '2xx', contains: ['a', 'b'] },
    ]);
  });

  it('cannot be shown where the file has something else', () => {
    expect(canaryRows([{ url: 'https://a.example/', contains: [1] }])).toBeUndefined();
    expect(canaryRows('https://a.example/')).toBeUndefined();
    expect(canaryRows(null)).toEqual([]);
  });

  it.each([
    { canaries: [] },
    { canaries: [], enabled: false },
    { canaries: ['1.1.1.1:443'] },
    { canaries: ['1.1.1.1'] },
    { canaries: ['[::1]:80', 'host.example:65535'] },
    { canaries: ['host.example:65536'] },
    { canaries: [{ url: 'https://a.example/', expected_status: '2xx' }] },
    { canaries: [{ url: 'https://a.example/', expected_status: '2x' }] },
    { canaries: ['https://a b/'] },
  ])('are wrong where the program would complain: %j', async (connectivity) => {
    const complaints = await complaintsAbout(JSON.stringify({ connectivity }));
    expect(connectivityFaults({ connectivity }).length > 0, complaints.join()).toBe(complaints.length > 0);
  });
});

describe('the section on Slack', () => {
  const sections: readonly JsonObject[] = [
    { channel: '#asl-alerts' },
    { channel: 'C0123456' },
    { channel: 'two words' },
    { channel: '#' },
    { mention: '@here' },
    { mention: ['U0123456', 'S0123456'] },
    { mention: '<!subteam^S0123456>' },
    { mention: '@ana' },
  ];
  it.each(sections)('is wrong where the program would complain: %j', async (slack) => {
    const complaints = await complaintsAbout(JSON.stringify({ slack }));
    expect(slackFaults({ slack }).length > 0, complaints.join()).toBe(complaints.length > 0);
  });
});

describe('the address of a section', () => {
  it('names one that there is', () => {
    expect([sectionOf('slack'), sectionOf('nonsense'), sectionOf(undefined)]).toEqual(['slack', undefined, undefined]);
  });
});
