import { spawn } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandAddresses, isPrivate, type Machine, thisMachine } from '../../main/commands/address.ts';
import { ask } from '../../main/commands/client.ts';
import { type CommandSocket, type CommandSocketOptions, serveCommands } from '../../main/commands/socket.ts';
import { AttentionError } from '../../main/monitor/attention.ts';

const hasFiles = process.platform !== 'win32';

let root: string;
let folder: string;
let warnings: string[];
const open: CommandSocket[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asl-'));
  folder = root;
  warnings = [];
});

afterEach(() => {
  for (const one of open.splice(0)) one.close();
  rmSync(root, { recursive: true, force: true });
});

/** Echoes, unless it is told otherwise. */
async function serve(more: Partial<CommandSocketOptions> = {}): Promise<CommandSocket> {
  const socket = serveCommands({
    dataDir: folder,
    warn: (message) => warnings.push(message),
    run: (command, args) => Promise.resolve({ command, args }),
    ...more,
  });
  open.push(socket);
  await socket.ready;
  return socket;
}

const question = (command: string, args: object = {}) => ({
  dataDir: folder,
  command,
  arguments: args,
  timeoutMs: 10_000,
});
const path = () => commandAddresses(folder)[0]?.path ?? '';

/** Sends these bytes as they are, and gives what comes back. */
function send(bytes: string | Uint8Array, how: 'and waits' | 'and ends' = 'and waits'): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = connect(path());
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text === '' ? undefined : JSON.parse(text)));
    if (how === 'and ends') socket.end(bytes);
    else socket.write(bytes);
  });
}

describe('a command', () => {
  it('is answered', async () => {
    await serve();
    expect(await ask(question('status', { a: [1] }))).toEqual({
      ok: true,
      result: { command: 'status', args: { a: [1] } },
    });
  });

  it('finds the program through a link to its folder', async () => {
    await serve();
    const link = `${folder}-link`;
    symlinkSync(folder, link, 'junction');
    expect(await ask({ ...question('status'), dataDir: link })).toMatchObject({ ok: true });
    rmSync(link);
  });

  it('may have an answer larger than any buffer', async () => {
    const result = 'é'.repeat(3_000_000);
    await serve({ run: () => Promise.resolve(result) });
    expect(await ask(question('status'))).toEqual({ ok: true, result });
  });

  it('is refused in the words of whoever refuses it, and without a warning', async () => {
    await serve({ run: () => Promise.reject(new AttentionError('nothing here is called "x"')) });
    expect(await ask(question('acknowledge'))).toEqual({ ok: false, error: 'nothing here is called "x"' });
    expect(warnings).toEqual([]);
  });

  it('that fails for a reason nobody thought of is answered too, and logged', async () => {
    await serve({ run: () => Promise.reject(new TypeError('cannot read x')) });
    expect(await ask(question('status'))).toEqual({
      ok: false,
      error: 'the command failed, its log says more: cannot read x',
    });
    expect(warnings).toEqual([expect.stringContaining('the command "status" failed: TypeError: cannot read x')]);
  });

  it('is asked by many at once, each of whom gets their own answer', async () => {
    await serve();
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(question('status', { n }))));
    expect(answers).toEqual(
      Array.from({ length: 12 }, (_, n) => ({ ok: true, result: { command: 'status', args: { n } } })),
    );
  });

  it('of nobody that runs is told from one that fails', async () => {
    const answer = { ok: false, absent: true, error: `no ASL Monitor runs for ${folder}` };
    expect(await ask(question('status'))).toEqual(answer);
    const socket = await serve();
    socket.close();
    expect(await ask(question('status'))).toEqual(answer);
  });

  it('that takes too long is given up', async () => {
    await serve({ run: () => new Promise(() => undefined) });
    expect(await ask({ ...question('status'), timeoutMs: 100 })).toMatchObject({
      ok: false,
      error: expect.stringContaining('did not answer within'),
    });
  });
});

describe('what is no command', () => {
  it.each([
    'hello\n',
    '\n',
    '[]\n',
    'null\n',
    '{"command":3}\n',
    '{"arguments":{}}\n',
    '{"command":"status"\n',
    '\u0000\u0000\n',
  ])('is answered with a sentence: %j', async (bytes) => {
    await serve();
    expect(await send(bytes)).toEqual({
      ok: false,
      error: 'expected one line of JSON such as {"command":"status","arguments":{}}',
    });
    expect(await ask(question('status'))).toMatchObject({ ok: true });
    expect(warnings).toEqual([]);
  });

  it('is a request without an end of line, but for one whose sender has ended', async () => {
    await serve({ patienceMs: 200 });
    expect(await send('{"command":"status"}', 'and ends')).toMatchObject({ ok: true, result: { args: {} } });
    expect(await send('{"comm', 'and ends')).toMatchObject({ ok: false });
    expect(await send('{"command":"status"}')).toEqual({
      ok: false,
      error: 'the request was not complete after 0.2 s',
    });
  });

  it('is a request of more than 64 kB, of which no more is kept', async () => {
    await serve();
    const answer = { ok: false, error: 'the request is larger than 64 kB' };
    expect(await send(`{"command":"${'x'.repeat(70_000)}"}\n`)).toEqual(answer);
    expect(await send(Buffer.alloc(4_000_000, 'x'), 'and ends')).toEqual(answer);
  });

  it('is heard as one line, however it comes', async () => {
    await serve();
    const bytes = Buffer.from('{"command":"é","arguments":{}}\n{"command":"second"}\n');
    const socket = connect(path());
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    for (const byte of bytes) {
      socket.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    await closed;
    expect(JSON.parse(text)).toEqual({ ok: true, result: { command: 'é', args: {} } });
  });
});

describe('those who ask', () => {
  it('may go away at any time', async () => {
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    await serve({
      run: (command) => {
        if (command !== 'slow') return Promise.resolve(command);
        asked.resolve();
        return answered.promise;
      },
    });
    for (const bytes of ['', '{"comm', '{"command":"status"}\n', '{"command":"slow"}\n']) {
      const socket = connect(path());
      await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
      if (bytes.includes('slow')) await asked.promise;
      socket.destroy();
    }
    answered.resolve();
    expect(await ask(question('status'))).toEqual({ ok: true, result: 'status' });
    expect(warnings).toEqual([]);
  });

  it('are so many at most, and the next is heard as soon as one has gone', async () => {
    await serve();
    const idle = await Promise.all(
      Array.from(
        { length: 64 },
        () =>
          new Promise<Socket>((resolve) => {
            const socket = connect(path(), () => resolve(socket));
            socket.on('error', () => undefined);
          }),
      ),
    );
    expect(await ask(question('status'))).toMatchObject({ ok: false, error: expect.stringContaining('busy') });
    for (const socket of idle) socket.destroy();
    await expect.poll(() => ask(question('status'))).toMatchObject({ ok: true });
  });

  it('do not keep the program from ending', async () => {
    const program = join(folder, 'program.mjs');
    const module = join(import.meta.dirname, '../../main/commands/socket.ts');
    writeFileSync(
      program,
      `import { serveCommands } from ${JSON.stringify(module)};
       const never = new Promise(() => undefined);
       await serveCommands({ dataDir: ${JSON.stringify(folder)}, warn: console.error, run: () => never }).ready;
       console.log('ready');
       process.stdin.once('data', () => process.stdin.destroy());`,
    );
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdin.write('end');
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(0);
  });
});

describe.runIf(hasFiles)('the socket', () => {
  it('is in the data folder, for its user alone, and gone with the program', async () => {
    const socket = await serve();
    expect(path()).toBe(join(folder, 'asl-monitor.sock'));
    expect(lstatSync(path()).mode & 0o777).toBe(0o600);
    socket.close();
    expect(existsSync(path())).toBe(false);
  });

  it('takes the place of one that a killed program left behind', async () => {
    await leaveBehind(path());
    expect(lstatSync(path()).isSocket()).toBe(true);
    expect(await ask(question('status'))).toMatchObject({ absent: true });
    await serve();
    expect(await ask(question('status'))).toMatchObject({ ok: true });
    expect(warnings).toEqual([]);
  });

  it('leaves that of a program that runs alone', async () => {
    await serve({ run: () => Promise.resolve('first') });
    await serve({ run: () => Promise.resolve('second') });
    expect(warnings).toEqual([expect.stringMatching(/another ASL Monitor answers at .*own --data-dir/)]);
    expect(await ask(question('status'))).toEqual({ ok: true, result: 'first' });
  });

  it('leaves a file that is none alone, and listens among the temporary files instead', async () => {
    writeFileSync(path(), 'mine');
    const socket = await serve();
    expect(await ask(question('status'))).toMatchObject({ ok: true });
    socket.close();
    expect(lstatSync(path()).isFile()).toBe(true);
  });

  it('of a folder whose path is too long is in a private folder among the temporary files', async () => {
    folder = join(folder, 'x'.repeat(100));
    mkdirSync(folder);
    const [only, ...others] = commandAddresses(folder);
    expect(others).toEqual([]);
    expect(only?.privateFolder).toBe(join(tmpdir(), `asl-monitor-${process.getuid?.()}`));
    const socket = await serve();
    expect(isPrivate(only?.privateFolder ?? '')).toBe(true);
    expect(await ask(question('status'))).toMatchObject({ ok: true });
    socket.close();
    expect(existsSync(path())).toBe(false);
    expect(warnings).toEqual([]);
  });

  it('is not made, nor trusted, where others could have put something', async () => {
    const temporaryFolder = join(folder, 'tmp');
    const machine: Machine = { ...thisMachine(), temporaryFolder };
    const shared = join(temporaryFolder, `asl-monitor-${machine.userId}`);
    mkdirSync(shared, { recursive: true, mode: 0o755 });
    const addresses = commandAddresses(join(folder, 'x'.repeat(100)), machine);
    await serve({ addresses });
    expect(warnings).toEqual([expect.stringMatching(/is not a folder of this user alone: remove it/)]);
    const intruder = createServer((socket) => socket.end('{"ok":true,"result":"lies"}\n'));
    await new Promise<void>((resolve) => intruder.listen(addresses[0]?.path, resolve));
    expect(await ask({ ...question('status'), addresses })).toMatchObject({ absent: true });
    await new Promise((resolve) => intruder.close(resolve));
  });

  it('that can be nowhere is a warning, and nothing more', async () => {
    const addresses = [{ path: join(folder, 'missing', 'asl-monitor.sock') }];
    await serve({ addresses });
    expect(warnings).toEqual([
      expect.stringMatching(/cannot reach this program: .*E(ACCES|NOENT).*; everything else works/),
    ]);
    await serve({ addresses: [] });
    expect(warnings[1]).toContain('is too long for a socket');
  });
});

describe('the name of a Windows pipe', () => {
  const machine: Machine = { platform: 'win32', temporaryFolder: 'C:\\Temp', userId: undefined };

  it('is that of the folder, in whatever case it is written', () => {
    const [pipe] = commandAddresses('/data/One', machine);
    expect(pipe?.path).toMatch(/^\\\\\.\\pipe\\asl-monitor-[0-9a-f]{20}$/);
    expect(commandAddresses('/DATA/one', machine)).toEqual([pipe]);
    expect(commandAddresses('/data/two', machine)).not.toEqual([pipe]);
  });
});

/** As a program does that is killed. */
async function leaveBehind(where: string): Promise<void> {
  const script = `require('node:net').createServer().listen(${JSON.stringify(where)}, () => console.log('up'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
}
