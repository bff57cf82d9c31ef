import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { describeConfiguration } from '../../main/check-config.ts';
import { expectations } from '../../main/config/answer-fields.ts';
import type { Configuration } from '../../main/config/configuration.ts';
import { parseConfiguration } from '../../main/config/load.ts';
import { formatProblem } from '../../main/config/problem.ts';
import * as sections from '../../main/config/section-schemas.ts';
import { serviceSchema } from '../../main/config/service-schema.ts';
import type { ProgramEvent } from '../../main/event-json.ts';
import { finalStatistics } from '../../main/final-statistics.ts';
import { incidentDocument } from '../../main/history/incident-document.ts';
import { explainWorstCase } from '../../main/monitor/cadence.ts';
import type { Incident } from '../../main/monitor/model.ts';
import { failureKinds, unobservedReasons } from '../../main/monitor/model.ts';
import { usage } from '../../main/options.ts';
import { defaultCanaries } from '../../main/probe/surroundings.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { aService } from '../support/services.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Fenced blocks of a language, without the indentation that a list gives them. */
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```$/gm)]
    .filter(([, , found]) => found === language)
    .map(([, indent = '', , text = '']) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));

/** What stands between a heading that begins so and the next one of any level. */
function sectionOf(heading: string): string {
  const found = readme.split(/^#+ /m).find((section) => section.startsWith(heading));
  if (found === undefined) throw new Error(`README.md has no section "${heading}"`);
  return found.slice(found.indexOf('\n'));
}

const inCode = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** The rows of a section's tables as lists of cells, without headings. */
const rows = (heading: string): readonly (readonly string[])[] =>
  sectionOf(heading)
    .split('\n')
    .filter((line) => /^\| (?!---|key |event |code |kind )/.test(line))
    .map((line) => line.split(/ ?\| ?/).slice(1, -1));

const folder = resolve('/somewhere');
const parse = (text: string) => parseConfiguration(text, { file: join(folder, 'config.yaml'), environment: {} });

async function load(text: string): Promise<Configuration> {
  const parsed = await parse(text);
  if (!parsed.ok) throw new Error(`${JSON.stringify(parsed.problems, undefined, 2)}\n${text}`);
  return parsed.configuration;
}

const anIncident: Incident = {
  id: 'API_Production_20241106_153045',
  service: 'API Production',
  url: 'https://api.example.com/health',
  critical: true,
  startedAt: 0,
  openedAt: 2_140,
  endedAt: 252_282,
  end: 'recovered',
  failure: { kind: 'status', phase: 'first_byte', sentence: 'expected status 200, got 503 Service Unavailable' },
  statusCode: 503,
  responseMs: 121,
  phases: { dnsMs: 2, tcpMs: 11, tlsMs: 24, firstByteMs: 84 },
  address: '192.0.2.10:443',
  consecutiveFailures: 2,
  flaps: 0,
  outage: 'API_Production_20241106_153045',
};

const keysOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([key, inner]) => [key, keysOf(inner)])
    : typeof value;

describe('the examples in README.md', () => {
  it('are configurations that the program takes, and act on all they say but in "Keys for later"', async () => {
    const examples = await Promise.all(blocks('yaml').map(load));
    expect(examples.length).toBeGreaterThan(2);
    const later = await Promise.all(
      [...sectionOf('Keys for later').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => load(text)),
    );
    expect(later).toHaveLength(1);
    expect(examples.filter(({ notActedOn }) => notActedOn.length > 0)).toEqual(later);
  });

  const newcomers = sectionOf('A configuration').match(/```yaml\n([\s\S]*?)```/)?.[1] ?? '';

  it('show the configuration of a newcomer in twelve lines', () => {
    expect(newcomers.trimEnd().split('\n')).toHaveLength(12);
  });

  it('show what the program says of that configuration, and of a slip in it', async () => {
    expect(blocks('text')).toContain(`${describeConfiguration(await load(newcomers)).join('\n')}\n`);
    const parsed = await parse(newcomers.replace('timeout: 10', 'timeout: 10x'));
    const problems = parsed.ok ? [] : parsed.problems.map((problem) => formatProblem(problem, folder));
    expect(blocks('text')).toContain(`${problems.join('\n')}\n`);
  });

  it('show an incident file with the fields that incident files have', () => {
    const shown: unknown = JSON.parse(blocks('json')[0] ?? '');
    const written: unknown = JSON.parse(incidentDocument(anIncident));
    expect(keysOf(shown)).toEqual(keysOf(written));
  });
});

describe('what README.md says of the program', () => {
  it('is what --help says of the options', () => {
    expect(blocks('text')).toContain(usage);
  });

  it('is the sum that the program makes for the file of the Python tool', () => {
    expect(blocks('text')).toContain(`${explainWorstCase(aService('API Production'))}\n`);
  });

  it('is what the program prints when it ends', () => {
    const statistics = {
      total: 5,
      active: 0,
      resolved: 5,
      meanSeconds: 45.23,
      shortestSeconds: 31,
      longestSeconds: 61.5,
    };
    expect(blocks('text')).toContain(`${finalStatistics(statistics).join('\n')}\n`);
  });

  it('names every event, and no other', () => {
    const events = {
      started: true,
      check: true,
      state: true,
      'incident.opened': true,
      'incident.updated': true,
      'incident.resolved': true,
      'incident.acknowledged': true,
      'outage.opened': true,
      'outage.updated': true,
      'outage.resolved': true,
      decision: true,
      'alert.delivered': true,
      'alert.retry': true,
      'notifier.unreachable': true,
      'notifier.reachable': true,
      'config.reloaded': true,
      'config.rejected': true,
      not_observed: true,
      'silence.started': true,
      'silence.ended': true,
      cycle: true,
      network: true,
      heartbeat: true,
      'lines.lost': true,
      statistics: true,
    } satisfies Record<ProgramEvent['type'], true>;
    expect(rows('Events with').flatMap(([event = '']) => inCode(event))).toEqual(Object.keys(events));
  });

  it('names every reason for which nothing is observed, and no other', () => {
    expect(rows('Reasons').flatMap(([cell = '']) => inCode(cell))).toEqual([...unobservedReasons]);
  });

  it('names every canary that is asked unless others are named', () => {
    const privacy = sectionOf('Privacy');
    for (const canary of defaultCanaries) {
      expect(privacy).toContain(canary.kind === 'http' ? `<${canary.url}>` : `${canary.host}:${canary.port}`);
    }
  });

  it('names every kind of failure, and no other', () => {
    const named = rows('`services[]`').flatMap(([cell = '']) => inCode(cell));
    expect(named.slice(named.indexOf(failureKinds[0]))).toEqual([...failureKinds]);
  });
});

describe('the configuration reference in README.md', () => {
  const shapes = {
    monitoring: sections.monitoring,
    slack: sections.slack,
    history: sections.history,
    logging: sections.logging,
    desktop: sections.desktop,
    connectivity: sections.connectivity,
    dashboard: sections.dashboard,
  };

  /** Every key with its default, as a path such as `monitoring.check_interval`. */
  function documented(): readonly { readonly path: string; readonly fallback: string }[] {
    const table = (heading: string, before: string) =>
      rows(heading).flatMap(([keys = '', fallback = '']) =>
        inCode(keys).map((key) => ({ path: `${before}${key}`, fallback })),
      );
    const services = table('`services[]`', 'services.');
    return [
      ...services.slice(
        0,
        services.findIndex(({ path }) => path === `services.${failureKinds[0]}`),
      ),
      ...table('`monitoring`', 'monitoring.'),
      ...table('`slack`', 'slack.'),
      ...table('`connectivity`', ''),
      ...table('`desktop`', ''),
      ...table('`history` and `logging`', ''),
      ...table('`maintenance[]`', 'maintenance.'),
      ...table('`dashboard`', 'dashboard.'),
    ];
  }

  it('has every key that the program knows, and no other', () => {
    const known = [
      ...Object.keys(serviceSchema._zod.def.shape).flatMap((key) => {
        if (key === 'expect')
          return Object.keys(expectations._zod.def.shape).map((inner) => `services.expect.${inner}`);
        if (key === 'tls') return ['services.tls.verify', 'services.tls.expiry_warning'];
        return key === 'requires'
          ? ['interface', 'route', 'canary'].map((inner) => `services.requires.${inner}`)
          : `services.${key}`;
      }),
      ...Object.entries(shapes).flatMap(([name, { _zod }]) =>
        Object.keys(_zod.def.shape).map((key) => `${name}.${key}`),
      ),
      ...Object.keys(sections.maintenanceEntry._zod.def.shape).map((key) => `maintenance.${key}`),
    ];
    expect(
      documented()
        .map(({ path }) => path)
        .sort(),
    ).toEqual(known.sort());
  });

  it('has the defaults that the program uses: writing them out changes nothing', async () => {
    const literal = documented().filter(({ fallback }) => /^`[^`]+`$/.test(fallback));
    expect(literal.length).toBeGreaterThan(20);
    const withDefault = ({ path, fallback }: { path: string; fallback: string }) => {
      const [section = '', ...keys] = path.split('.');
      const indented = (from: number) => keys.map((key, depth) => `${'  '.repeat(depth + from)}${key}:`).join('\n');
      const value = inCode(fallback)[0];
      const service = stringify({ services: [{ name: 'A', url: 'https://a.example/' }] });
      return section === 'services'
        ? `${service}${indented(2)} ${value}\n`
        : `${service}${section}:\n${indented(1)} ${value}\n`;
    };
    const plain = await load(stringify({ services: [{ name: 'A', url: 'https://a.example/' }] }));
    for (const one of literal) {
      const { notActedOn: _, ...configuration } = await load(withDefault(one));
      expect({ [one.path]: { ...configuration, notActedOn: [] } }).toEqual({ [one.path]: plain });
    }
  });
});

describe('the papers around README.md', () => {
  it('have every script that it names', () => {
    const named = [...readme.matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name);
    const short = [...readme.matchAll(/npm (start|test)\b/g)].map(([, name]) => name);
    const scripts = Object.keys(packageJson.scripts);
    expect([...new Set([...named, ...short])].filter((name) => !scripts.includes(`${name}`))).toEqual([]);
    expect(readme).toContain('npm ci && npm start\n');
    expect(readme).toContain('npm ci && npm test\n');
  });

  it('have every file and heading that it links to', () => {
    const targets = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map(
      ([, heading = '']) =>
        `#${heading
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .trim()
          .replace(/\s/g, '-')}`,
    );
    const broken = targets
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => (target.startsWith('#') ? !anchors.includes(target) : !existsSync(join(root, target))));
    expect(targets.length).toBeGreaterThan(5);
    expect(broken).toEqual([]);
  });

  it('are calm: no exclamation marks, no emoji', () => {
    // The mark of a picture is no exclamation.
    const prose = readme
      .replace(/```[\s\S]*?```/g, '')
      .replace(/`[^`]*`/g, '')
      .replaceAll('![', '[');
    expect(prose.match(/!|\p{Emoji_Presentation}/gu)).toBeNull();
  });
});
