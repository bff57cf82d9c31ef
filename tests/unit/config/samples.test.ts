/** The files that people really have: those of the Python tool, and the one that a newcomer starts with. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeEnvironments, resolveSlackToken } from '../../../main/config/environment.ts';
import { parseConfiguration } from '../../../main/config/load.ts';
import * as sections from '../../../main/config/section-schemas.ts';
import { serviceSchema } from '../../../main/config/service-schema.ts';
import { complaintsAbout, configFile, configurationOf, warningsAbout } from '../../support/config-text.ts';

const root = resolve(import.meta.dirname, '../../..');

const services = `services:
  - name: "API Production"
    url: "https://api.example.com/health"
    method: "GET"
    expected_status: 200
    timeout: 10
    critical: true
    
  - name: "Web Application"
    url: "https://app.example.com/health"
    method: "GET"
    expected_status: 200
    timeout: 10
    critical: true
`;
const slack = `slack:
  channel: "#asl-alerts"
  enabled: true
  mention_channel: true
`;
const monitoring = `monitoring:
  # Intervalle entre les vérifications (secondes)
  check_interval: 20
  
  # Nombre d'échecs avant déclenchement d'alerte
  failure_threshold: 2
  
  # Timeout par défaut (secondes)
  default_timeout: 10
`;
const shorter = `monitoring:
  check_interval: 15  # Vérification toutes les 15 secondes
`;
const logging = `logging:
  level: "INFO"
  file: "logs/monitoring.log"
  incidents_dir: "incidents"
`;

describe("the Python tool's file", () => {
  const whole = `${services}\n${slack}\n${monitoring}\n${logging}`;
  const meaning = {
    services: [
      { name: 'API Production', url: 'https://api.example.com/health' },
      { name: 'Web Application', url: 'https://app.example.com/health' },
    ].map((service) => ({
      ...service,
      method: 'GET',
      expectedStatus: [{ from: 200, to: 200 }],
      followRedirects: true,
      timeoutMs: 10_000,
      critical: true,
      checkIntervalMs: 20_000,
      failureThreshold: 2,
    })),
    slack: { enabled: true, channel: '#asl-alerts', mentionChannel: true, mention: ['channel'] },
    logging: {
      level: 'INFO',
      file: resolve(configFile, '../logs/monitoring.log'),
      incidentsDir: resolve(configFile, '../incidents'),
    },
    notActedOn: [],
  };

  it.each([
    ['as it is', whole],
    ['with a byte order mark', `\ufeff${whole}`],
    ['with the line ends of Windows', whole.replaceAll('\n', '\r\n')],
    ['with a document start and trailing blanks', `---\n${whole.replaceAll('\n', '  \n')}...\n`],
    [
      'as JSON',
      JSON.stringify({
        services: [
          { name: 'API Production', url: 'https://api.example.com/health' },
          { name: 'Web Application', url: 'https://app.example.com/health' },
        ],
      }),
    ],
  ])('means the same %s', async (_, text) => {
    expect(await configurationOf(text)).toMatchObject(meaning);
    expect(await warningsAbout(text)).toEqual([]);
  });

  it('may set the interval alone', async () => {
    expect((await configurationOf(services + shorter)).services[0]).toMatchObject({
      checkIntervalMs: 15_000,
      failureThreshold: 2,
      timeoutMs: 10_000,
    });
  });

  it('has its token in .env', () => {
    expect(resolveSlackToken(mergeEnvironments({}, 'SLACK_BOT_TOKEN=xoxb-votre-token-ici\n'))).toBe(
      'xoxb-votre-token-ici',
    );
  });
});

describe('the config.yaml at the root', () => {
  const file = resolve(root, 'config.yaml');

  it('watches a few public pages with every default', async () => {
    const { services } = await configurationOf(await readFile(file, 'utf8'));
    const defaults = (await configurationOf('services: [{name: x, url: "https://example.com/"}]')).services[0];
    expect(services.map(({ url }) => url)).toEqual([
      'https://example.com/',
      'https://www.iana.org/',
      'https://www.wikipedia.org/',
    ]);
    expect(services[0]).toEqual({ ...defaults, name: 'Example' });
  });

  it('shows every key, and what it shows is valid and a default where it says so', async () => {
    // An explanation begins with "# " and a word, everything else behind a "#" is switched off.
    const everything = (await readFile(file, 'utf8')).replace(/^( *)#(?! ?$)(?! \S)/gm, '$1');
    const environment = { EXAMPLE_API_KEY: 'key' };
    const parsed = await parseConfiguration(everything, { file, environment });
    expect(await complaintsAbout(everything, environment)).toEqual([]);
    if (!parsed.ok) throw new Error('not valid');
    const { configuration } = parsed;
    const plain = await configurationOf('');
    expect({
      monitoring: configuration.monitoring,
      maxConcurrent: configuration.maxConcurrent,
      slack: configuration.slack,
      severities: configuration.desktop.severities,
      history: { ...configuration.history, databasePath: undefined },
      logging: configuration.logging.level,
      dashboard: { ...configuration.dashboard, token: undefined },
    }).toEqual({
      monitoring: plain.monitoring,
      maxConcurrent: plain.maxConcurrent,
      slack: plain.slack,
      severities: plain.desktop.severities,
      history: { ...plain.history, databasePath: undefined },
      logging: plain.logging.level,
      dashboard: { ...plain.dashboard, token: undefined },
    });
    const [first] = configuration.services;
    expect({ ...first, headers: {}, fingerprint: '' }).toMatchObject({
      method: 'GET',
      expectedStatus: [{ from: 200, to: 200 }],
      followRedirects: true,
      tls: { verify: true, expiryWarningDays: [21, 7, 1] },
      timeoutMs: 10_000,
      checkIntervalMs: 20_000,
      failureThreshold: 2,
      recoveryThreshold: 2,
      critical: true,
      paused: false,
    });
  });

  it('shows every key that exists', async () => {
    const text = await readFile(file, 'utf8');
    const missing = knownKeys().filter((key) => !new RegExp(`[# {,-]${key}:`).test(text));
    expect(missing).toEqual(['header']); // Only another word for headers.
  });
});

/** Asks the schema itself, so that a key cannot be added and forgotten in the sample. */
function knownKeys(): readonly string[] {
  const { logLevels: _, ...schemas } = sections;
  return [...new Set([serviceSchema, ...Object.values(schemas)].flatMap(keysOf))];
}

type Definition = {
  readonly shape?: object;
  readonly innerType?: unknown;
  readonly out?: unknown;
  readonly element?: unknown;
};

function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null || !('def' in schema)) return [];
  const { shape, innerType, out, element } = schema.def as Definition;
  if (shape === undefined) return [innerType, out, element].flatMap(keysOf);
  return Object.entries(shape).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}

describe('.env.example', () => {
  it('names the token and leaves it empty', async () => {
    const text = await readFile(resolve(root, '.env.example'), 'utf8');
    expect(text).toMatch(/^SLACK_BOT_TOKEN=$/m);
    expect(resolveSlackToken(mergeEnvironments({}, text))).toBeUndefined();
  });
});
