// `npm run package`: builds the program and makes this system's packages of it, in dist/. What stands behind
// "npm run package --" goes to electron-builder.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import { packagePlan } from './package/plan.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { resolve } = createRequire(import.meta.url);
const electron = `Electron ${packageJson.devDependencies.electron} for ${platform()} ${arch()}`;

/** A variable that is set but empty, as a workflow hands on a secret that there is not, counts as not set. */
const environment = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
const { ASL_MONITOR_RELEASES: releases, CSC_LINK, CSC_NAME } = environment;

process.exitCode = main(process.argv.slice(2));

function main(args) {
  if (releases !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(releases)) {
    return refuse(`ASL_MONITOR_RELEASES is "${releases}": write OWNER/REPOSITORY, the repository on GitHub`);
  }
  const isGiven = args.some((arg) => /^(-c|--config)\.electronDist=/.test(arg));
  const { dist, reason } = isGiven ? {} : fetchRuntime();
  if (reason !== undefined) {
    return refuse(
      `${electron} cannot be fetched from GitHub (${reason}): connect to the internet, or name a mirror in ELECTRON_MIRROR`,
    );
  }
  const plan = packagePlan({
    platform: platform(),
    args,
    releases,
    homepage: homepageOf(args),
    hasRpmbuild: works('rpmbuild', ['--version']),
    hasCertificate: CSC_LINK !== undefined || CSC_NAME !== undefined || keychainHasCertificate(),
    ...(dist === undefined ? {} : { runtime: dist }),
  });
  if (plan === undefined) return refuse(`there are packages for Linux, macOS and Windows, and none for ${platform()}`);
  for (const remark of plan.remarks) console.error(`package: ${remark}`);
  const build = join(dirname(resolve('electron-vite/package.json')), 'bin/electron-vite.js');
  const builder = join(dirname(resolve('electron-builder/package.json')), 'cli.js');
  return run(build, ['build', '--logLevel', 'error']) || run(builder, plan.args);
}

/** The folder of Electron for this machine, fetched if it is not there; else the reason why it cannot be. */
function fetchRuntime() {
  const folder = dirname(resolve('electron/package.json'));
  const dist = environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  if (!existsSync(dist)) console.error(`package: fetching ${electron}`);
  const options = { env: environment, encoding: 'utf8', stdio: ['ignore', 'inherit', 'pipe'] };
  const { status, stderr, error } = spawnSync(process.execPath, [join(folder, 'install.js')], options);
  if (status === 0 && existsSync(dist)) return { dist };
  const [reason] = `${error?.message ?? stderr.trim()}`.split('\n');
  return { reason: reason || `nothing came to ${dist}` };
}

/** Of package.json or the command line; electron-builder itself looks at the remote called origin. */
function homepageOf(args) {
  const given = args.find((arg) => /^(-c|--config)\.extraMetadata\.homepage=./.test(arg));
  if (given !== undefined || packageJson.homepage !== undefined) return given ?? packageJson.homepage;
  try {
    const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    const remote = execFileSync('git', ['remote', 'get-url', 'origin'], options).trim();
    return /github\.com[:/]/.test(remote) ? remote : undefined;
  } catch {
    return undefined;
  }
}

function keychainHasCertificate() {
  if (platform() !== 'darwin') return false;
  const { stdout = '' } = spawnSync('security', ['find-identity', '-v', '-p', 'codesigning'], { encoding: 'utf8' });
  return stdout.includes('Developer ID Application');
}

function works(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function run(script, args) {
  return spawnSync(process.execPath, [script, ...args], { cwd: root, env: environment, stdio: 'inherit' }).status ?? 1;
}

function refuse(reason) {
  console.error(`package: ${reason}`);
  return 1;
}
