/** What the message says by which somebody tests Slack. */
import type { Language } from './wording.ts';

/** `calls`: whether anybody is called for a critical service. */
export function testMessage(language: Language, calls: boolean): string {
  return sentences[language](calls).join(' ');
}

const sentences: Readonly<Record<Language, (calls: boolean) => readonly string[]>> = {
  en: (calls) => [
    'This is a test of ASL Monitor: it can write here, and it says nothing about your services.',
    'Each outage will be one message in this channel, kept up to date, with its story in the thread.',
    calls
      ? 'For a critical service somebody is mentioned; this test mentions nobody.'
      : 'Nobody is mentioned, as slack.mention_channel is off.',
  ],
  fr: (calls) => [
    'Ceci est un essai d’ASL Monitor\u00a0: il peut écrire ici, et cela ne dit rien de vos services.',
    'Chaque panne sera un seul message dans ce canal, tenu à jour, avec son histoire dans le fil.',
    calls
      ? 'Pour un service critique, quelqu’un est mentionné\u00a0; cet essai ne mentionne personne.'
      : 'Personne n’est mentionné, car slack.mention_channel est désactivé.',
  ],
};
