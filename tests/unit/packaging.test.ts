import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const instructions = (keyword: string) =>
  [...read('Dockerfile').matchAll(new RegExp(`^${keyword} (.+)$`, 'gm'))].map(([, rest = '']) => rest);

const compose = z.object({
  services: z.object({
    'asl-monitor': z.object({
      restart: z.string(),
      init: z.boolean(),
      volumes: z.array(z.string()),
      env_file: z.array(z.object({ path: z.string(), required: z.boolean() })),
    }),
  }),
});

describe('the container', () => {
  const service = compose.parse(parse(read('compose.yaml'))).services['asl-monitor'];
  const command = z.array(z.string()).parse(JSON.parse(instructions('CMD')[0] ?? ''));
  const configFile = command[command.indexOf('--config') + 1] ?? '';

  it('mounts the folder of the configuration, so that edits are seen and everything written beside it stays', () => {
    expect(service.volumes).toEqual([`.:${posix.dirname(configFile)}`]);
    expect(instructions('VOLUME')).toEqual([posix.dirname(configFile)]);
  });

  it('starts without a .env file and comes back after a reboot', () => {
    expect(service).toMatchObject({
      restart: 'unless-stopped',
      init: true,
      env_file: [{ path: '.env', required: false }],
    });
  });

  it('runs the program as it is started without a container, and not as root', () => {
    expect(command.slice(0, 2).join(' ')).toBe(packageJson.scripts.headless);
    expect(instructions('COPY').at(-2)).toContain(command[1]);
    expect(instructions('USER')).toEqual(['node']);
  });

  it('runs on the major version of Node that the program is developed with', () => {
    const major = read('.node-version').split('.')[0];
    expect(packageJson.devDependencies.node).toBe(read('.node-version').trim());
    expect(instructions('FROM')).toEqual([`node:${major}-slim AS build`, `node:${major}-slim`]);
  });

  it('has every file that the build reads in its context, and nothing that may hold a secret', () => {
    const kept = read('.dockerignore').match(/^!.+$/gm) ?? [];
    expect(kept).toEqual(
      expect.arrayContaining([
        ...['!main', '!preload', '!renderer', '!scripts'],
        ...['!electron.vite.config.ts', '!package.json', '!package-lock.json'],
      ]),
    );
    expect(kept.filter((line) => /env$|config\.yaml|history|incidents|logs/.test(line))).toEqual([]);
  });
});

describe('the desktop packages', () => {
  it('are described in the words that this version of electron-builder knows', () => {
    // Its own validator: whatever it would refuse when packaging it refuses here.
    const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
    const { validateSchema } = require('app-builder-lib/out/util/config/schemaValidator.js') as {
      validateSchema(schema: unknown, data: unknown): void;
    };
    const schema: unknown = require('app-builder-lib/scheme.json');
    expect(() => validateSchema(schema, parse(read('electron-builder.yml')))).not.toThrow();
    expect(() => validateSchema(schema, { appIdentity: 'x' })).toThrow('appIdentity');
  });
});
