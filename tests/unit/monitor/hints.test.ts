import { describe, expect, it } from 'vitest';
import { laptop } from '../../support/laptop.ts';
import { refusal, wellAnswer } from '../../support/scripted-probe.ts';
import { plugged, unplugged } from '../../support/scripted-surroundings.ts';
import { aService } from '../../support/services.ts';

/** Two services that are well, half a minute after the start. */
function watching() {
  const scene = laptop();
  const names = ['API', 'Shop'];
  scene.watch(...names.map((name) => aService(name)));
  scene.clock.advance(30_000);
  return {
    ...scene,
    answerAll(answer: Parameters<typeof scene.network.answer>[1]) {
      for (const name of names) scene.network.answer(name, answer);
    },
    networkStates: () => scene.events.flatMap((event) => (event.type === 'network' ? [event.state] : [])),
  };
}

describe('what the system says of the machine', () => {
  it('is no verdict: told to be offline, a machine whose network works alerts as ever', () => {
    const { engine, clock, network, told, networkStates } = watching();
    engine.hint('offline');
    network.answer('API', refusal);
    clock.advance(30_000);
    expect({ told: told(), states: networkStates() }).toEqual({ told: ['opened API'], states: [] });
  });

  it('makes it look: what is unplugged is known at once, and not with the next check', () => {
    const { engine, clock, surroundings, answerAll, networkStates, told } = watching();
    surroundings.be(unplugged);
    answerAll({ afterMs: 1, kind: 'unreachable' });
    engine.hint('offline');
    clock.advance(2_500);
    expect(networkStates()).toEqual(['offline']);
    clock.advance(60_000);
    expect(told()).toEqual([]);
  });

  it('makes it look again when the network may be back, and then check everything', () => {
    const { engine, clock, surroundings, answerAll, networkStates, startsOf, elapsed } = watching();
    surroundings.be(unplugged);
    answerAll({ afterMs: 1, kind: 'unreachable' });
    clock.advance(10 * 60_000);
    surroundings.be(plugged);
    answerAll(wellAnswer);
    const back = elapsed();
    engine.hint('online');
    clock.advance(1_000);
    expect(networkStates()).toEqual(['offline', 'online']);
    for (const name of ['API', 'Shop']) expect(startsOf(name).at(-1)).toBeGreaterThanOrEqual(back);
  });

  it('goes on watching the network after a hint that was wrong', () => {
    const { engine, clock, surroundings, answerAll, networkStates } = watching();
    engine.hint('offline');
    clock.advance(5_000);
    surroundings.be(unplugged);
    answerAll({ afterMs: 1, kind: 'unreachable' });
    clock.advance(60_000);
    surroundings.be(plugged);
    answerAll(wellAnswer);
    clock.advance(60_000);
    expect(networkStates()).toEqual(['offline', 'online']);
  });

  it('is believed of a wake that was too short to be seen, and no longer than ten seconds', () => {
    const { engine, clock, answerAll, networkStates, told } = watching();
    answerAll(refusal);
    engine.hint('suspend');
    engine.hint('resume');
    expect(networkStates()).toEqual(['waking']);
    clock.advance(10_500);
    expect(networkStates()).toEqual(['waking', 'online']);
    clock.advance(30_000);
    expect(told().toSorted()).toEqual(['opened API', 'opened Shop']);
  });

  it.each([0, 3_000])('is one wake with a sleep that was seen, told %i ms later', (lateMs) => {
    const { engine, clock, networkStates } = watching();
    engine.hint('suspend');
    clock.sleep(60 * 60_000);
    clock.advance(lateMs);
    engine.hint('resume');
    clock.advance(20_000);
    expect(networkStates()).toEqual(['waking', 'online']);
  });

  it('means nothing any more once the watch is over', () => {
    const { engine, clock, events } = watching();
    engine.close();
    const before = events.length;
    engine.hint('resume');
    engine.hint('offline');
    clock.advance(20_000);
    expect(events).toHaveLength(before);
  });
});
