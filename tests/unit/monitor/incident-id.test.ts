import { describe, expect, it } from 'vitest';
import { incidentId } from '../../../main/monitor/incident-id.ts';

const at = new Date(2024, 10, 6, 15, 30, 45, 120).getTime();
const nothingTaken = () => false;
const idOf = (service: string) => incidentId(service, at, nothingTaken);

describe('the id of an incident', () => {
  it('is the name of the service and the local time of the start, as the seed named its files', () => {
    expect(idOf('API Production')).toBe('API_Production_20241106_153045');
  });

  it('leaves the folder to nobody, whatever the service is called', () => {
    expect(['../../etc/passwd', 'C:\\temp', 'a/b:c*d?"<>|', 'tab\tline\nend', 'nul\u0000byte'].map(idOf)).toEqual([
      '.._.._etc_passwd_20241106_153045',
      'C__temp_20241106_153045',
      'a_b_c_d______20241106_153045',
      'tab_line_end_20241106_153045',
      'nul_byte_20241106_153045',
    ]);
  });

  it('keeps letters and digits of every script, in one spelling, and no symbol', () => {
    expect(['Café', 'Cafe\u0301', '服务 1', 'v1.2-beta', '🚀 launch', '½'].map(idOf)).toEqual([
      'Café_20241106_153045',
      'Café_20241106_153045',
      '服务_1_20241106_153045',
      'v1.2-beta_20241106_153045',
      '__launch_20241106_153045',
      '__20241106_153045',
    ]);
  });

  it('names no device of Windows', () => {
    expect(['CON', 'con.api', 'Lpt1.x', 'console.api'].map(idOf)).toEqual([
      'CON_20241106_153045',
      'con_api_20241106_153045',
      'Lpt1_x_20241106_153045',
      'console.api_20241106_153045',
    ]);
  });

  it('stays short enough for a file name, and cuts between characters', () => {
    expect([idOf('x'.repeat(300)), idOf('é'.repeat(300)), idOf(`${'x'.repeat(98)}服务`)]).toEqual([
      `${'x'.repeat(100)}_20241106_153045`,
      `${'é'.repeat(50)}_20241106_153045`,
      `${'x'.repeat(98)}_20241106_153045`,
    ]);
  });

  it('counts up where the id is taken', () => {
    const taken = new Set(['api_20241106_153045', 'api_20241106_153045_2']);
    expect(incidentId('api', at, (id) => taken.has(id))).toBe('api_20241106_153045_3');
  });
});
