import type { SilenceView } from '../../preload/snapshot.ts';
import type { Silence } from '../monitor/model.ts';

/** A silence as the window shows it, with who asked for it or what it is called. */
export function silenceView(silence: Silence): SilenceView {
  const { id, kind, scope, startedAt, until } = silence;
  const common = { id, kind, scope, startedAt, ...(until === undefined ? {} : { until }) };
  if (silence.kind === 'maintenance') return silence.name === undefined ? common : { ...common, name: silence.name };
  return { ...common, by: silence.by.name, ...(silence.note === undefined ? {} : { note: silence.note }) };
}
