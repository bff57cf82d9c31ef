/** What the services of an outage share, in words. */
import type { Explanation } from '../../main/monitor/model.ts';
import { dictionary } from '../words/dictionary.ts';

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

function explainedInEnglish({ kind, ...rest }: Explanation): string {
  const value = 'value' in rest ? rest.value : '';
  switch (kind) {
    case 'alone':
      return 'Nothing that its services share explains it.';
    case 'host':
      return `Its services share the host ${value}.`;
    case 'address':
      return `Its services share the address ${value}.`;
    case 'network':
      return `Its services share the network ${value}.`;
    case 'port':
      return `Its services share port ${value}.`;
    case 'zone':
      return `The names of its services are all in ${value}.`;
    case 'vpn':
      return `Its services are all behind ${value}.`;
    case 'widespread':
      return 'Most of all services failed in the same way.';
  }
}

function explainedInFrench({ kind, ...rest }: Explanation): string {
  const value = 'value' in rest ? rest.value : '';
  switch (kind) {
    case 'alone':
      return 'Rien de commun à ces services ne l’explique.';
    case 'host':
      return `Ces services ont en commun l’hôte ${value}.`;
    case 'address':
      return `Ces services ont en commun l’adresse ${value}.`;
    case 'network':
      return `Ces services ont en commun le réseau ${value}.`;
    case 'port':
      return `Ces services ont en commun le port ${value}.`;
    case 'zone':
      return `Les noms de ces services sont tous dans ${value}.`;
    case 'vpn':
      return `Ces services sont tous derrière ${value}.`;
    case 'widespread':
      return 'La plupart des services ont échoué de la même façon.';
  }
}

export const outageWords = dictionary({ en, fr });
