import { runtimeSentence } from './runtime.ts';

/** The last line of a run says what the desktop was tested on. */
export function teardown(): void {
  process.on('exit', () => console.log(runtimeSentence()));
}
