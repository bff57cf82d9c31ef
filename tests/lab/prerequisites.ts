/** What this machine must be for the lab, in one sentence when it is not. */
import { execFileSync } from 'node:child_process';

/** Undefined where the lab can run. */
export function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces need Linux';
  if (!process.features.typescript)
    return `Node ${process.versions.node} runs no TypeScript: npm scripts bring their own`;
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  for (const [tool, remedy] of [
    ['ip', 'iproute2'],
    ['nft', 'nftables'],
  ] as const) {
    if (!answers(tool, ['-V'])) return `there is no "${tool}": apt-get install ${remedy}`;
  }
  const trial = `asl-${process.pid}-trial`;
  const isAllowed = answers('ip', ['netns', 'add', trial]);
  const canFilter = isAllowed && answers('ip', ['netns', 'exec', trial, 'nft', 'add', 'table', 'ip', 'trial']);
  if (isAllowed) answers('ip', ['netns', 'del', trial]);
  if (!isAllowed) return 'this machine allows no network namespace (a container without CAP_SYS_ADMIN?)';
  if (!canFilter) return 'the kernel has no nftables';
  return undefined;
}

function answers(file: string, args: readonly string[]): boolean {
  try {
    execFileSync(file, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
