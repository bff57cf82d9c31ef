/** Runs the tools that shape the network. */
import { execFile } from 'node:child_process';

/** Gives standard output; rejects with what the tool complained of. */
export function run(file: string, args: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(file, [...args], (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${file} ${args.join(' ')}: ${stderr.trim().split('\n')[0] || error.message}`));
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/** Carries out lines of `ip` within the namespace, in order; the first that fails ends it. */
export async function ip(namespace: string, lines: readonly string[]): Promise<void> {
  await run('ip', ['-n', namespace, '-batch', '-'], `${lines.join('\n')}\n`);
}

export async function nft(namespace: string, rules: string): Promise<void> {
  await run('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], rules);
}

export function shell(namespace: string, script: string): Promise<string> {
  return run('ip', ['netns', 'exec', namespace, 'sh', '-ec', script]);
}
