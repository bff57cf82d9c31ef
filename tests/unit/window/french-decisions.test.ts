import { describe, expect, it } from 'vitest';
import { type Circumstances, decisionOf } from '../../../main/monitor/decision.ts';
import { type DecisionCause, type UnobservedReason, unobservedReasons } from '../../../main/monitor/model.ts';
import { frenchDecision } from '../../../main/window/french-decisions.ts';
import { anIncident } from './stage.ts';

const snooze = {
  kind: 'snooze',
  id: 'snooze_1',
  scope: 'everything',
  startedAt: 0,
  by: { name: 'Ana', via: 'window' },
} as const;
const maintenance = { kind: 'maintenance', id: 'maintenance_1', scope: 'everything', startedAt: 0 } as const;

function french(cause: DecisionCause, more: Partial<Circumstances> = {}): string {
  return frenchDecision(
    decisionOf({
      service: { name: 'Web', failureThreshold: 2 },
      at: 0,
      failure: { kind: 'refused', phase: 'tcp', sentence: '10.1.2.3:443 refused the connection' },
      cause,
      ...more,
    }),
  ).replaceAll('\u202f', ' ');
}

describe('decisions in French', () => {
  it.each<[DecisionCause, Partial<Circumstances>, string]>([
    ['threshold_reached', {}, 'alerte : 2 échecs de suite'],
    ['threshold_reached', { service: { name: 'Web', failureThreshold: 1 } }, 'alerte : 1 échec'],
    [
      'threshold_reached',
      { doubt: 'other names resolve, but no canary answers' },
      'alerte : 2 échecs de suite, même si d’autres noms se résolvent, mais aucun canari ne répond',
    ],
    [
      'flapping',
      { incident: anIncident('Web', { flaps: 3 }) },
      'alerte : nouvel échec moins de 5 min après le rétablissement, l’incident se poursuit (3 fois jusqu’ici)',
    ],
    ['below_threshold', { failures: 1 }, 'pas d’alerte : 1 sur 2 échecs de suite'],
    [
      'already_open',
      { incident: anIncident('Web') },
      'pas d’alerte : l’incident Web_20260301_130000 est ouvert et a été annoncé',
    ],
    [
      'silenced',
      { incident: anIncident('Web', { silence: snooze }) },
      'pas d’alerte : le service a été mis en sourdine par Ana',
    ],
    [
      'silenced',
      { incident: anIncident('Web', { silence: { ...maintenance, name: 'Nightly (db)' } }) },
      'pas d’alerte : le service est en maintenance (Nightly (db))',
    ],
    [
      'silenced',
      { incident: anIncident('Web', { silence: maintenance }) },
      'pas d’alerte : le service est en maintenance',
    ],
    [
      'silence_over',
      { incident: anIncident('Web', { silence: snooze }) },
      'alerte : la mise en sourdine est terminée, et le service est toujours en panne',
    ],
    [
      'silence_over',
      { incident: anIncident('Web', { silence: maintenance }) },
      'alerte : la maintenance est terminée, et le service est toujours en panne',
    ],
    ['outdated', {}, 'pas d’alerte : une vérification plus récente a réussi'],
    [
      'inconclusive',
      {},
      'pas d’alerte : cette machine ou son réseau ont pu être bloqués pendant la vérification ; elle est refaite aussitôt',
    ],
  ])('%s %#', (cause, more, sentence) => {
    expect(french(cause, more)).toBe(sentence);
  });

  it('has no English word left, for any cause and any reason', () => {
    const causes = {
      threshold_reached: true,
      flapping: true,
      below_threshold: true,
      already_open: true,
      silenced: true,
      silence_over: true,
      outdated: true,
      not_observed: true,
      inconclusive: true,
    } satisfies Record<DecisionCause, true>;
    const sentences = Object.keys(causes).flatMap((cause) =>
      [undefined, ...unobservedReasons].map((reason: UnobservedReason | undefined) =>
        french(cause as DecisionCause, reason === undefined ? {} : { reason }),
      ),
    );
    expect(new Set(sentences).size).toBe(8 + unobservedReasons.length);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^(alerte|pas d’alerte) : \S/);
      expect(sentence).not.toMatch(/\b(the|was|is|of|not|alerted|failures?|and|so far|machine can|answered)\b/);
      expect(sentence).not.toContain('undefined');
    }
  });
});
