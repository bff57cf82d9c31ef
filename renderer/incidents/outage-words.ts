/** What the services of an outage share, in words. */
import type { Explanation } from '../../main/monitor/model.ts';
import { dictionary } from '../words/dictionary.ts';
import { terms } from '../words/terms.ts';

type OutageWords = {
  readonly title: string;
  explained(explanation: Explanation): string;
  lasted(from: string, to: string): string;
};

const en: OutageWords = {
  title: 'The outage',
  explained: explainedInEnglish,
  lasted: (from, to) => `from ${from} to ${to}`,
};

const fr: OutageWords = {
  title: 'La panne',
  explained: explainedInFrench,
  lasted: (from, to) => `de ${from} à ${to}`,
};

function explainedInEnglish(explanation: Explanation): string {
  switch (explanation.kind) {
    case 'alone':
      return 'Nothing that its services share explains it.';
    case 'host':
      return `Its services share the host ${explanation.value}.`;
    case 'address':
      return `Its services share the address ${explanation.value}.`;
    case 'network':
      return `Its services share the network ${explanation.value}.`;
    case 'port':
      return `Its services share port ${explanation.value}.`;
    case 'zone':
      return `The names of its services are all in ${explanation.value}.`;
    case 'vpn':
      return `Its services are all behind ${explanation.value}.`;
    case 'widespread':
      return `Most of all services failed in the same way: ${terms.value.kinds[explanation.value]}.`;
  }
}

function explainedInFrench(explanation: Explanation): string {
  switch (explanation.kind) {
    case 'alone':
      return 'Rien de commun à ces services ne l’explique.';
    case 'host':
      return `Ces services ont en commun l’hôte ${explanation.value}.`;
    case 'address':
      return `Ces services ont en commun l’adresse ${explanation.value}.`;
    case 'network':
      return `Ces services ont en commun le réseau ${explanation.value}.`;
    case 'port':
      return `Ces services ont en commun le port ${explanation.value}.`;
    case 'zone':
      return `Les noms de ces services sont tous dans ${explanation.value}.`;
    case 'vpn':
      return `Ces services sont tous derrière ${explanation.value}.`;
    case 'widespread':
      return `La plupart des services ont échoué de la même façon\u00a0: ${terms.value.kinds[explanation.value]}.`;
  }
}

export const outageWords = dictionary({ en, fr });
