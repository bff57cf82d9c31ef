/** How times, places and a stranger's bytes are written in sentences for people. */
import { isIPv6 } from 'node:net';
import type { Phases } from '../monitor/model.ts';

/** "0.4 ms", "12 ms", "1.5 s". */
export function formatDuration(ms: number): string {
  if (ms < 1) return `${Math.max(0.1, Number(ms.toFixed(1)))} ms`;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 1))} s`;
}

/** " (DNS 2 ms, TCP 11 ms)", or nothing when no phase was finished. */
export function formatPhases(phases: Phases): string {
  const names = { dnsMs: 'DNS', tcpMs: 'TCP', tlsMs: 'TLS', firstByteMs: 'first byte' } as const;
  const parts = (Object.keys(names) as (keyof typeof names)[]).flatMap((key) => {
    const ms = phases[key];
    return ms === undefined ? [] : [`${names[key]} ${formatDuration(ms)}`];
  });
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** "10.1.2.3:443" or "[::1]:443"; takes a host name as well. */
export function formatAddress(host: string, port: number): string {
  return isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The day in UTC, as "2024-11-06". */
export function formatDay(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? 'an unreadable date' : date.toISOString().slice(0, 10);
}

/** Bytes or text of a stranger on one line, without control characters, cut, in quotation marks. */
export function quote(text: string): string {
  const line = text.slice(0, 200).replace(/\s+/gu, ' ').replace(/\p{C}/gu, '�').trim();
  const characters = [...line];
  return `"${characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : line}"`;
}

/** A URL without user name, password, query and fragment: these may hold secrets. */
export function formatUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
