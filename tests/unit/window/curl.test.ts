import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../main/config/load.ts';
import type { Service } from '../../../main/monitor/model.ts';
import { curlCommand } from '../../../main/window/curl.ts';
import { shownRequest, writtenService } from '../../../main/window/written-request.ts';

const environment = { API_TOKEN: 'tok-3n $(id) "q"', EMPTY_ISH: '-', PIN: '4711' };

async function serviceIn(file: string): Promise<Service> {
  const parsed = await parseConfiguration(file, { file: '/etc/asl/config.yaml', environment });
  const [service] = parsed.ok ? parsed.configuration.services : [];
  if (service === undefined) throw new Error(JSON.stringify(parsed));
  return service;
}

/** The command for the only service of a file; `now` is what the file says by the time of the question. */
async function curlFor(file: string, now = file): Promise<string> {
  const service = await serviceIn(file);
  const written = writtenService(now, service.name);
  return curlCommand(service, shownRequest(service, written, environment), 'asl-monitor/1.2.3');
}

/** The words that a shell makes of the command, where those variables have their values. */
function wordsOf(command: string): readonly string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
  return execFileSync('sh', ['-c', script], { env: environment, encoding: 'utf8' }).split('\0').slice(0, -1);
}

const onPosix = process.platform !== 'win32';

describe('a check as a curl command', () => {
  it('asks with the time limit of the service, and as the program', async () => {
    const file = 'services:\n  - { name: Web, url: "https://example.com/health?a=1", timeout: 2.5 }\n';
    expect(await curlFor(file)).toBe("curl --max-time 2.5 -L -A asl-monitor/1.2.3 'https://example.com/health?a=1'");
  });

  it('says when certificates are not verified, and when redirects are not followed', async () => {
    const file =
      'services:\n  - { name: Web, url: https://example.com/, tls: false, follow_redirects: false, method: HEAD }\n';
    expect(await curlFor(file)).toBe('curl --max-time 10 -k -I -A asl-monitor/1.2.3 https://example.com/');
  });

  it('names variables and never tells their values, even where the file was changed since', async () => {
    const file = `services:
  - name: API
    url: https://example.com/
    method: POST
    headers:
      Authorization: Bearer \${API_TOKEN}
      X-Pin: \${PIN}
      X-Plain: "it's plain, costs $5"
    body: { user: ana, pin: "\${PIN}" }
`;
    expect(await curlFor(file)).toBe(
      [
        'curl --max-time 10 -L -A asl-monitor/1.2.3',
        `-H 'Authorization: Bearer '"\${API_TOKEN}"`,
        `-H 'X-Pin: '"\${PIN}"`,
        `-H 'X-Plain: it'\\''s plain, costs $5'`,
        `-H 'Content-Type: application/json'`,
        `--data-raw '{"user":"ana","pin":"'"\${PIN}"'"}'`,
        'https://example.com/',
      ].join(' '),
    );
    const changed = [
      file.replaceAll(`\${PIN}`, '4712').replace('ana', 'bob'),
      file.replace('API', 'Another'),
      'services: [',
      '',
    ];
    for (const now of changed) {
      const command = await curlFor(file, now);
      for (const secret of ['tok-3n', '4711', '4712']) expect(command).not.toContain(secret);
      expect(command).toContain('***');
    }
  });

  it('hides what is secret in the file itself: a token in a header, a password in the address', async () => {
    const file = `services:
  - name: API
    url: https://ana:hunter2@example.com/private#part
    headers: { x-api-key: abc123, Cookie: sid=abc123, Accept-Language: fr }
`;
    const command = await curlFor(file);
    expect(command).not.toMatch(/abc123|hunter2|ana/);
    expect(command).toContain(`--user '***'`);
    expect(command).toContain(`-H 'Accept-Language: fr'`);
    expect(command).toMatch(/ https:\/\/example\.com\/private$/);
  });

  it.runIf(onPosix)('is read by a shell as what is sent, whatever stands in it', async () => {
    const file = `services:
  - name: API
    url: "https://example.com/{a,b}?q=[1-3]&r=$HOME;ls"
    method: PUT
    headers:
      X-Evil: "'; rm -rf / #\`id\` $(id) !! \\\\ \\""
      X-Token: "a \${API_TOKEN} b"
      X-Literal: "$\${PIN}"
    body: "line 1\\nit's \\"quoted\\" \${PIN} $PIN \`id\`"
`;
    expect(wordsOf(await curlFor(file))).toEqual([
      '--max-time',
      '10',
      '-L',
      '-g',
      '-X',
      'PUT',
      '-A',
      'asl-monitor/1.2.3',
      '-H',
      `X-Evil: '; rm -rf / #\`id\` $(id) !! \\ "`,
      '-H',
      `X-Token: a ${environment.API_TOKEN} b`,
      '-H',
      `X-Literal: \${PIN}`,
      '-H',
      'Content-Type:',
      '--data-raw',
      `line 1\nit's "quoted" 4711 $PIN \`id\``,
      'https://example.com/%7Ba,b%7D?q=[1-3]&r=$HOME;ls',
    ]);
  });

  it('sends a body that is empty, and headers without a value', async () => {
    const file = 'services:\n  - { name: API, url: https://example.com/, method: POST, headers: { X-None: "" } }\n';
    expect(await curlFor(file)).toBe(
      `curl --max-time 10 -L -A asl-monitor/1.2.3 -H 'X-None;' -H 'Content-Type:' --data-raw '' https://example.com/`,
    );
  });
});
