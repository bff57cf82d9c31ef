import { describe, expect, it } from 'vitest';
import { parseMention } from '../../../main/notify/mention.ts';
import { code, cut, date, link, mrkdwn, oneLine, webAddress } from '../../../main/notify/mrkdwn.ts';

describe("text in Slack's markup", () => {
  it('loses its power and keeps its meaning', () => {
    const cases = [
      'Expected status 200, got 503',
      'a < b && c > d',
      '<!channel> come here',
      'ask @channel or @HERE',
      '*bold* _italic_ ~gone~ `code`',
      'snake_case_name and _private_',
      '> not a quotation',
      'two\r\nlines\tand\u0007a bell\u2028more',
      'user\u202Etxt.exe',
      '',
    ];
    expect(cases.map((text) => mrkdwn(text, 100))).toEqual([
      'Expected status 200, got 503',
      'a &lt; b &amp;&amp; c &gt; d',
      '&lt;\u2060!channel&gt; come here',
      'ask @\u2060channel or @\u2060HERE',
      '∗bold∗ ˍitalicˍ ∼gone∼ ˋcodeˋ',
      'snake_case_name and ˍprivateˍ',
      '\u2060&gt; not a quotation',
      'two lines and a bell more',
      'usertxt.exe',
      '–',
    ]);
  });

  it('is cut to the limit without halving an entity or a character', () => {
    for (let limit = 2; limit < 40; limit += 1) {
      const escaped = mrkdwn('&<😀>&<😀>&<😀>', limit);
      expect(escaped.length).toBeLessThanOrEqual(limit);
      expect(escaped).toMatch(/^\u2060?(?:&(?:amp|lt|gt);|😀)*…?$/u);
      expect(cut('😀'.repeat(30), limit).isWellFormed()).toBe(true);
    }
    expect(cut('exactly', 7)).toBe('exactly');
    expect(cut('one more word', 9)).toBe('one more…');
  });

  it('keeps emoji and other scripts', () => {
    expect(oneLine('Ünïcödé 服务 خدمة 👩‍💻')).toBe('Ünïcödé 服务 خدمة 👩‍💻');
  });

  it('makes links only of web addresses, without the secrets in them', () => {
    const cases = [
      'https://api.example.com/health?a=1&b=2',
      'https://ana:secret@api.example.com/',
      'https://token@api.example.com/',
      'https://api.example.com/a b|c<!channel>',
      'javascript:alert(1)',
      'no address *at all*',
    ];
    expect(cases.map((text) => link(text))).toEqual([
      '<https://api.example.com/health?a=1&amp;b=2>',
      '<https://***@api.example.com/>',
      '<https://***@api.example.com/>',
      '<https://api.example.com/a%20b%7Cc%3C!channel%3E>',
      'javascript:alert(1)',
      'no address ∗at all∗',
    ]);
    expect(link(`https://api.example.com/?${'&'.repeat(500)}`).length).toBeLessThanOrEqual(2_000);
    expect(webAddress(`https://api.example.com/${'a'.repeat(2_500)}`)).toBeUndefined();
  });

  it('shows times in the zone of each reader, and identifiers as they are', () => {
    expect(date(1_730_903_445_120)).toBe('<!date^1730903445^{date_short_pretty} {time_secs}|2024-11-06T14:30:45.120Z>');
    expect([code('API_v1_20260301'), code('a`<b')]).toEqual(['`API_v1_20260301`', '`a&lt;b`']);
  });
});

describe('who is called', () => {
  it('may be written in many ways', () => {
    const ways = [
      'here',
      '@channel',
      '<!everyone>',
      'U012AB3CD',
      '@u012ab3cd',
      '<@U012AB3CD|ana>',
      'S012AB3CD',
      '<!subteam^S012AB3CD|@ops>',
      'here, U012AB3CD',
    ];
    expect(ways.map((way) => parseMention(way))).toEqual(
      [
        '<!here>',
        '<!channel>',
        '<!everyone>',
        '<@U012AB3CD>',
        '<@U012AB3CD>',
        '<@U012AB3CD>',
        '<!subteam^S012AB3CD>',
        '<!subteam^S012AB3CD>',
        '<!here> <@U012AB3CD>',
      ].map((markup) => ({ ok: true, markup })),
    );
  });

  it('is refused with the remedy where Slack knows nobody by that name', () => {
    expect(parseMention('@ana')).toEqual({
      ok: false,
      problem: expect.stringMatching(/^slack\.mention: "@ana" names nobody.*U….*Copy member ID/),
    });
    expect(parseMention(' ')).toEqual({ ok: false, problem: 'slack.mention is empty' });
  });
});
