import { describe, expect, it } from 'vitest';
import { chooseSnoozes } from '../../../main/commands/snooze-choice.ts';
import { understand, type World } from '../../../main/commands/targets.ts';
import { AttentionError } from '../../../main/monitor/attention.ts';
import type { Silence } from '../../../main/monitor/model.ts';
import { refusalOf } from '../../../main/window/refusal-translations.ts';
import { laptop } from '../../support/laptop.ts';
import { aService } from '../../support/services.ts';

const gap = /\u202f/g;

const world: World = {
  services: [aService('API', { group: 'Core' }), aService('Billing'), aService('billing'), aService('Web, "old"')],
  incidents: [],
  isIncident: (id) => id === 'API_20200101_000000',
};
const ana = { name: 'Ana', via: 'window' } as const;
const nameless: Silence = { kind: 'maintenance', id: 'm', scope: 'everything', startedAt: 0 };
const maintenance: Silence = { ...nameless, name: 'Nightly' };
const wide: Silence = { kind: 'snooze', id: 'snooze_9', by: ana, scope: 'everything', startedAt: 0 };

/** What the code that refuses says, in both languages. */
function refused(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (!(error instanceof AttentionError)) throw error;
    const { kind, message } = refusalOf(error.message);
    return { kind, en: message.en, fr: message.fr.replace(gap, ' ') };
  }
  throw new Error('it was not refused');
}

describe('what cannot be done, in French', () => {
  it.each([
    [
      'a name that nobody has',
      () => understand(['Bilbing'], world),
      {
        kind: 'missing',
        en: 'nothing here is called "Bilbing": did you mean "Billing"?',
        fr: 'rien ne s’appelle « Bilbing » ; vouliez-vous dire « Billing » ?',
      },
    ],
    [
      'a name that is like no other',
      () => understand(['xyz 123'], world),
      { kind: 'missing', en: 'nothing here is called "xyz 123"', fr: 'rien ne s’appelle « xyz 123 »' },
    ],
    [
      'a name that may be one or the other',
      () => understand(['BILLING'], world),
      { kind: 'refused', fr: '« BILLING » peut désigner « Billing » ou « billing » : le préciser' },
    ],
    [
      'a snooze of what is not snoozed',
      () => chooseSnoozes(['API', 'Web, "old"'], [], world),
      { kind: 'missing', fr: 'aucune sourdine en cours pour « API », « Web, "old" »' },
    ],
    [
      'a snooze that silences others too',
      () => chooseSnoozes(['API'], [wide], world),
      {
        kind: 'refused',
        en: 'what snoozes "API" snoozes others too: end the snooze snooze_9 as a whole',
        fr: 'ce qui met en sourdine « API » en concerne aussi d’autres : terminer la sourdine snooze_9 tout entière',
      },
    ],
    [
      'a maintenance that has a name',
      () => chooseSnoozes(['m'], [maintenance], world),
      {
        kind: 'refused',
        fr: 'la maintenance « Nightly » n’est pas une sourdine : la modifier dans la configuration, ce qui prend effet aussitôt',
      },
    ],
    [
      'a maintenance that has none',
      () => chooseSnoozes(['m'], [nameless], world),
      {
        kind: 'refused',
        fr: 'la maintenance n’est pas une sourdine : la modifier dans la configuration, ce qui prend effet aussitôt',
      },
    ],
  ])('%s', (_, act, expected) => {
    expect(refused(act)).toMatchObject(expected);
  });

  it('a recovery that there is nothing to wait for, and a scope that nothing is in', () => {
    const { engine, watch } = laptop();
    watch(aService('API'));
    const scope = { services: ['API'], groups: [], tags: [] };
    expect(refused(() => engine.snooze({ scope, by: ana }))).toMatchObject({
      kind: 'refused',
      fr: 'rien de cela n’est en panne, il n’y a donc pas de rétablissement à attendre : choisir une durée, comme 1 h',
    });
    expect(refused(() => engine.snooze({ scope: { ...scope, services: ['Gone'] }, by: ana }))).toMatchObject({
      kind: 'missing',
      fr: 'rien de cela n’est surveillé : nommer un service, un groupe ou une étiquette de la configuration',
    });
  });

  it('says in English what it does not know', () => {
    expect(refusalOf('the moon is down')).toEqual({
      kind: 'refused',
      message: { en: 'the moon is down', fr: 'the moon is down' },
    });
  });
});
