/** What lies outside the program: time, the services and this machine's network. */
import type { Environment } from './config/environment.ts';
import type { Clock, Probe } from './monitor/ports.ts';
import type { Canary, Surroundings } from './monitor/surroundings.ts';
import { createProbe } from './probe/probe.ts';
import { createSurroundings } from './probe/surroundings.ts';

export type World = { readonly clock: Clock; readonly probe: Probe; readonly surroundings: Surroundings };

export type WorldDependencies = {
  readonly clock: Clock;
  readonly userAgent: string;
  /** Where the proxy variables are looked up; read once. */
  readonly environment: Environment;
  readonly canaries: () => readonly Canary[];
};

/** The real one. After `close` nothing is in flight. */
export function openWorld({ clock, userAgent, environment, canaries }: WorldDependencies): World & { close(): void } {
  const { probe, close } = createProbe({ clock, userAgent, environment });
  return { clock, probe, surroundings: createSurroundings({ clock, userAgent, environment, canaries }), close };
}
