/** Decisions in French. History keeps them in English, as `main/monitor/decision.ts` puts them. Pure. */
import type { Decision, UnobservedReason } from '../monitor/model.ts';
import { assertNever } from '../monitor/model.ts';
import { frenchDoubt } from '../notify/french-sentences.ts';
import { colon, semicolon } from '../notify/french-typography.ts';

/** What it is about says the cause; only names and numbers are taken from the English sentence. */
export function frenchDecision(decision: Omit<Decision, 'service' | 'at' | 'kind'>): string {
  return `${decision.alerted ? 'alerte' : 'pas d’alerte'}${colon}${because(decision)}`;
}

function because({ cause, reason, sentence, incident }: Omit<Decision, 'service' | 'at' | 'kind'>): string {
  switch (cause) {
    case 'threshold_reached': {
      const [, count = '', doubt] = /: (\d+) failures? in a row(?:, although (.+))?$/s.exec(sentence) ?? [];
      return `${failures(count)}${doubt === undefined ? '' : `, même si ${frenchDoubt(doubt)}`}`;
    }
    case 'flapping': {
      const [, times = '1'] = /\((\d+) times so far\)$/.exec(sentence) ?? [];
      return `nouvel échec moins de 5 min après le rétablissement, l’incident se poursuit (${times} fois jusqu’ici)`;
    }
    case 'below_threshold': {
      const [, count = '', threshold = ''] = /: (\d+) of (\d+) failures? in a row$/.exec(sentence) ?? [];
      return `${count} sur ${failures(threshold)}`;
    }
    case 'already_open':
      return incident === undefined
        ? 'l’incident est ouvert et a été annoncé'
        : `l’incident ${incident} est ouvert et a été annoncé`;
    case 'silenced':
      return silencedBy(sentence);
    case 'silence_over':
      return `${sentence.includes('the snooze is over') ? 'la mise en sourdine' : 'la maintenance'} est terminée, et le service est toujours en panne`;
    case 'outdated':
      return 'une vérification plus récente a réussi';
    case 'not_observed':
      return notObserved[reason ?? 'offline'];
    case 'inconclusive':
      return `cette machine ou son réseau ont pu être bloqués pendant la vérification${semicolon}elle est refaite aussitôt`;
    default:
      return assertNever(cause);
  }
}

function silencedBy(sentence: string): string {
  const [, who] = /: the service is snoozed by (.+)$/s.exec(sentence) ?? [];
  if (who !== undefined) return `le service a été mis en sourdine par ${who}`;
  const [, name] = /: the service is in maintenance \((.+)\)$/s.exec(sentence) ?? [];
  return name === undefined ? 'le service est en maintenance' : `le service est en maintenance (${name})`;
}

const notObserved: Readonly<Record<UnobservedReason, string>> = {
  paused: 'le service est en pause',
  offline: 'cette machine est hors ligne',
  dns: 'cette machine ne peut résoudre aucun nom',
  captive_portal: 'un portail captif répond à la place d’internet',
  vpn: 'la condition réseau que le service exige n’est pas remplie',
  asleep: 'cette machine sort de veille et son réseau n’est pas encore revenu',
  not_running: 'le programme était arrêté',
};

const failures = (count: string): string => (count === '1' ? '1 échec' : `${count} échecs de suite`);
