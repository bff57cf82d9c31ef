import { describe, expect, it } from 'vitest';
import { incidentsCsv, incidentsJson } from '../../../main/window/incident-export.ts';
import { anIncident } from './stage.ts';

/** A reader of RFC 4180, as strict as the format is. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (found === null) throw new Error(`not CSV at ${at}: ${text.slice(at, at + 20)}`);
    row.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'));
    if (found[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    at = cell.lastIndex;
  }
  return rows;
}

function tableOf(text: string): readonly Readonly<Record<string, string>>[] {
  const [names = [], ...rows] = readCsv(text);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? 'missing'])));
}

const noon = Date.UTC(2026, 2, 1, 12);

describe('incidents as CSV', () => {
  it('has a row for each, with times that name their offset and durations in seconds', () => {
    const over = anIncident('API', {
      startedAt: noon,
      endedAt: noon + 61_500,
      end: 'recovered',
      statusCode: 503,
      responseMs: 120,
      acknowledged: { by: { name: 'Ana', via: 'slack' }, at: noon + 30_000, note: 'on it' },
    });
    const [first, second, ...others] = tableOf(incidentsCsv([over, anIncident('Web')]));
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      id: 'API_20260301_130000',
      service: 'API',
      status: 'resolved',
      duration_seconds: '61.5',
      status_code: '503',
      response_seconds: '0.12',
      end_reason: 'recovered',
      acknowledged_by: 'Ana',
      acknowledged_note: 'on it',
    });
    expect(first?.start_time).toMatch(/^2026-03-01T\d\d:\d\d:00\.000[+-]\d\d:\d\d$/);
    expect(Date.parse(first?.end_time ?? '')).toBe(noon + 61_500);
    expect(second).toMatchObject({ status: 'active', end_time: '', duration_seconds: '', acknowledged_by: '' });
  });

  it('keeps whatever a server or a person wrote in one cell, and lets a spreadsheet run none of it', () => {
    const evil = ['=HYPERLINK("http://evil")', '+1+1', '-2+3', '@SUM(A1)', '\tx', '\rx', 'a,b\r\n"c"\nd', 'plain'];
    const incidents = evil.map((sentence) =>
      anIncident('API', { failure: { kind: 'status', phase: 'first_byte', sentence } }),
    );
    const cells = tableOf(incidentsCsv(incidents)).map(({ error }) => error);
    expect(cells).toEqual([...evil.slice(0, 6).map((text) => `'${text}`), 'a,b\r\n"c"\nd', 'plain']);
  });

  it('begins with its header row, without a byte order mark, and names no password', () => {
    const text = incidentsCsv([anIncident('API', { url: 'https://ana:hunter2@api.example/x' })]);
    expect(text).toMatch(/^id,service,url,/);
    expect(text).toContain('https://***@api.example/x');
    expect(text).not.toContain('hunter2');
  });
});

describe('incidents as JSON', () => {
  it('are as in the incident files, without the password of an address', () => {
    const incidents = [anIncident('API', { url: 'https://ana:hunter2@api.example/x' })];
    expect(JSON.parse(incidentsJson(incidents))).toMatchObject([
      {
        id: 'API_20260301_130000',
        status: 'active',
        end_time: null,
        details: { url: 'https://***@api.example/x', kind: 'refused', consecutive_failures: 2 },
      },
    ]);
  });
});
