import { type CheckReaders, type CheckReadersDeps, createCheckReaders } from './check-readers.ts';
import { createIncidentReaders, type IncidentReaders, type IncidentReadersDeps } from './incident-readers.ts';

/**
 * What charts, lists, stories and the final statistics are made of, with what is not on disk yet. Plain JSON, times in
 * epoch milliseconds. Where the file cannot be read, they tell what is in memory.
 */
export type Readers = CheckReaders & IncidentReaders;

export function createReaders(deps: CheckReadersDeps & IncidentReadersDeps): Readers {
  return { ...createCheckReaders(deps), ...createIncidentReaders(deps) };
}
