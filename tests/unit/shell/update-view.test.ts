import { describe, expect, it } from 'vitest';
import { type UpdateState, updateView } from '../../../main/shell/update-view.ts';

const version = '1.2.0';
const states: Readonly<Record<UpdateState['kind'], UpdateState>> = {
  none: { kind: 'none' },
  ready: { kind: 'ready', version },
  awaiting: { kind: 'awaiting', version },
  installing: { kind: 'installing', version },
};

describe('what the menu says of a newer version', () => {
  it('is nothing where there is none', () => {
    expect(updateView(states.none, 'en')).toBeUndefined();
    expect(updateView(states.none, 'fr')).toBeUndefined();
  });

  it('is what to do, in the language of the reader', () => {
    expect(updateView(states.ready, 'en')).toEqual({
      text: 'Version 1.2.0 is ready: restart to install',
      isReady: true,
    });
    expect(updateView(states.ready, 'fr')).toEqual({
      text: 'La version 1.2.0 est prête\u00a0: redémarrer pour l’installer',
      isReady: true,
    });
  });

  it('can be chosen once: then it says what it waits for, and that it is being installed', () => {
    expect((['awaiting', 'installing'] as const).map((kind) => updateView(states[kind], 'en'))).toEqual([
      { text: 'Version 1.2.0 will be installed when no outage is open', isReady: false },
      { text: 'Version 1.2.0 is being installed', isReady: false },
    ]);
    expect((['awaiting', 'installing'] as const).map((kind) => updateView(states[kind], 'fr')?.text)).toEqual([
      'La version 1.2.0 s’installera quand plus rien ne sera en panne',
      'La version 1.2.0 s’installe',
    ]);
  });
});
