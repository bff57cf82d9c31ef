import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../main/config/duration.ts';
import {
  headerRows,
  isStatus,
  jsonRows,
  literal,
  literalText,
  statusText,
  writtenHeaders,
  writtenJson,
  writtenStatus,
} from '../../../renderer/settings/form/written-answers.ts';
import { durationMs, durationText, writtenDuration } from '../../../renderer/settings/form/written-durations.ts';
import { minuteOf, writtenTime } from '../../../renderer/settings/form/written-times.ts';
import {
  flagOf,
  splitTexts,
  textsOf,
  writtenCount,
  writtenFlag,
  writtenText,
  writtenTexts,
} from '../../../renderer/settings/form/written-values.ts';
import { complaintsAbout, serviceText } from '../../support/config-text.ts';

describe('a duration', () => {
  it.each([1, 0.5, 20, 1.0005, '30s', '500ms', '5m', '1h30m', '1 d', '1.5s', '2H', '24d'])(
    'is read as the program reads it: %j',
    (value) => {
      expect(durationMs(value)).toBe(parseDuration(value));
    },
  );

  it.each([0, -1, '10', '10x', '', 's', 'P1D', '25d', Number.POSITIVE_INFINITY, true, null, [1]])(
    'is none where the program takes none: %j',
    async (value) => {
      expect(durationMs(value)).toBeUndefined();
      const written = value === Number.POSITIVE_INFINITY ? '.inf' : JSON.stringify(value);
      expect(await complaintsAbout(serviceText(`timeout: ${written}`))).toHaveLength(1);
    },
  );

  it('stays as it is written where what was typed means the same', () => {
    expect(writtenDuration('20', '20s')).toBe('20s');
    expect(writtenDuration('1m', 60)).toBe(60);
    expect(writtenDuration('30', '20s')).toBe(30);
  });

  it('is a number where a number was typed, with a point or a comma, and no key where nothing was', () => {
    expect(writtenDuration(' 2.5 ', undefined)).toBe(2.5);
    expect(writtenDuration('2,5', undefined)).toBe(2.5);
    expect(writtenDuration('5m', undefined)).toBe('5m');
    expect(writtenDuration('  ', '20s')).toBeUndefined();
    expect(writtenDuration('10x', 5)).toBe('10x');
  });

  it('is shown as it is written', () => {
    expect(['1h30m', 20, undefined].map(durationText)).toEqual(['1h30m', '20', '']);
  });
});

describe('a switch', () => {
  it('knows the words of YAML 1.1', () => {
    expect([true, 'yes', 'On', false, 'no', 'OFF', 'maybe', 1].map(flagOf)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      undefined,
      undefined,
    ]);
  });

  it('is not written as long as the default is meant, and stays as it is written', () => {
    expect(writtenFlag(true, undefined, true)).toBeUndefined();
    expect(writtenFlag(false, undefined, true)).toBe(false);
    expect(writtenFlag(true, 'yes', true)).toBe('yes');
    expect(writtenFlag(true, false, true)).toBe(true);
  });
});

describe('texts and numbers', () => {
  it('keep their kind where they are the same', () => {
    expect(writtenText('5', 5)).toBe(5);
    expect(writtenText('6', 5)).toBe('6');
    expect(writtenText('', 'a')).toBeUndefined();
    expect(writtenCount(' 3 ')).toBe(3);
    expect(writtenCount('3x')).toBe('3x');
    expect(writtenCount('')).toBeUndefined();
  });

  it('are a list only where there are several, or the file has one', () => {
    expect(writtenTexts(['a'], undefined)).toBe('a');
    expect(writtenTexts(['a'], ['a', 'b'])).toEqual(['a']);
    expect(writtenTexts(['a', 'b'], 'a')).toEqual(['a', 'b']);
    const seen = ['a', 'b'];
    expect(writtenTexts(['a', 'b'], seen)).toBe(seen);
    expect(writtenTexts([], 'a')).toBeUndefined();
    expect(splitTexts(' a, b ,,c')).toEqual(['a', 'b', 'c']);
    expect(textsOf({ a: 1 })).toBeUndefined();
  });
});

describe('a time of day', () => {
  it.each([
    ['7', '07:00'],
    ['730', '07:30'],
    ['7.30', '07:30'],
    ['7h30', '07:30'],
    ['7h', '07:00'],
    ['19:05', '19:05'],
    ['1905', '19:05'],
    ['24:00', '24:00'],
  ])('is read from %j as %j', (text, value) => {
    expect(writtenTime(text, undefined)).toBe(value);
    expect(minuteOf(value)).toBeDefined();
  });

  it('stays as it is written where it is the same, and as it was typed where it is none', () => {
    expect(writtenTime('07:30', '7:30')).toBe('7:30');
    expect(writtenTime('', '7:30')).toBeUndefined();
    expect(writtenTime('noon', undefined)).toBe('noon');
    expect(minuteOf(writtenTime('25', undefined))).toBeUndefined();
    expect(minuteOf('24:01')).toBeUndefined();
  });
});

describe('an expected status', () => {
  it('is a number, a text or a list, as it was typed', () => {
    expect(writtenStatus('204', undefined)).toBe(204);
    expect(writtenStatus('2xx', undefined)).toBe('2xx');
    expect(writtenStatus('200, 301-303', undefined)).toEqual([200, '301-303']);
    expect(writtenStatus('', 200)).toBeUndefined();
    expect(statusText([200, '3xx'])).toBe('200, 3xx');
    expect(statusText({})).toBeUndefined();
  });

  it('stays as it is written where it is the same', () => {
    expect(writtenStatus('200', '200')).toBe('200');
    expect(writtenStatus('2XX', '2xx')).toBe('2xx');
    const list = ['200', '2xx'];
    expect(writtenStatus('200,2xx', list)).toBe(list);
    expect(writtenStatus('204', [200])).toEqual([204]);
  });

  it.each([200, '200', '2xx', '200-299', '299-200', '99', '1000', 'ok', '2x', '20 - 30', '200 - 299'])(
    'is right where the program takes it: %j',
    async (value) => {
      const complaints = await complaintsAbout(serviceText(`expected_status: ${JSON.stringify(value)}`));
      expect(isStatus(value)).toBe(complaints.length === 0);
    },
  );
});

describe('a value of the JSON', () => {
  it.each([
    ['ok', 'ok'],
    ['42', 42],
    ['-1.5', -1.5],
    ['true', true],
    ['null', null],
    ['"42"', '42'],
    ['{"a": [1]}', { a: [1] }],
    ['200 OK', '200 OK'],
    ['{not json', '{not json'],
    ['truely', 'truely'],
    ['', ''],
  ])('is read from %j as %j', (text, value) => {
    expect(literal(text)).toEqual(value);
    expect(literal(literalText(value))).toEqual(value);
  });

  it('stays in the form in which the file has it', () => {
    const short = { status: 'ok', ready: true };
    expect(jsonRows(short)).toEqual([
      { path: 'status', equals: 'ok' },
      { path: 'ready', equals: 'true' },
    ]);
    expect(writtenJson(jsonRows(short) ?? [], short)).toBe(short);
    expect(writtenJson([{ path: 'status', equals: 'up' }], short)).toEqual({ status: 'up' });
    expect(
      writtenJson(
        [
          { path: 'status', equals: 'up' },
          { path: 'status', equals: 'down' },
        ],
        short,
      ),
    ).toEqual([
      { path: 'status', equals: 'up' },
      { path: 'status', equals: 'down' },
    ]);
  });

  it('is a list of paths and values where nothing was', () => {
    expect(writtenJson([{ path: '$.n', equals: '3' }], undefined)).toEqual([{ path: '$.n', equals: 3 }]);
    expect(writtenJson([], { status: 'ok' })).toBeUndefined();
    expect(jsonRows({ path: '$.a', equals: null })).toEqual([{ path: '$.a', equals: 'null' }]);
    expect(jsonRows('status')).toBeUndefined();
  });
});

describe('a header of the answer', () => {
  it('is wanted as a whole or in part, and a number stays one', () => {
    const seen = { Age: 0, 'Content-Type': { contains: 'html' } };
    const rows = headerRows(seen) ?? [];
    expect(rows).toEqual([
      { name: 'Age', value: '0', isPart: false },
      { name: 'Content-Type', value: 'html', isPart: true },
    ]);
    expect(writtenHeaders(rows, seen)).toEqual(seen);
    expect(writtenHeaders([], seen)).toBeUndefined();
    expect(headerRows({ A: { contains: 'x', more: 1 } })).toBeUndefined();
  });
});
