/** Turns the English sentences that incidents keep into French. Pure. */
import { answerShapes, expectationShapes } from './french-answer-shapes.ts';
import { readers } from './french-readers.ts';
import { connectionShapes, requestShapes } from './french-shapes.ts';
import { type Rewriter, rewriter } from './french-template.ts';
import { semicolon } from './french-typography.ts';

type Rewriters = { readonly connection: Rewriter; readonly any: Rewriter };

let made: Rewriters | undefined;

/** Made when the first sentence comes: most configurations never need them. */
function rewriters(): Rewriters {
  made ??= {
    connection: rewriter(connectionShapes, readers),
    any: rewriter([...requestShapes, ...answerShapes, ...expectationShapes, ...connectionShapes], readers),
  };
  return made;
}

/**
 * The same in French. Places, numbers and a stranger's text stay, however long that is and whatever it looks like; so
 * does a sentence of a shape that is not known here.
 */
export function frenchSentence(sentence: string): string {
  const trail = trailOf(sentence);
  const core = trail === undefined ? undefined : frenchOf(sentence.slice(0, trail.at));
  if (trail === undefined || core === undefined) return frenchOf(sentence) ?? sentence;
  return `${core} (après redirection vers ${trail.url})`;
}

function frenchOf(sentence: string): string | undefined {
  return joined(sentence) ?? rewriters().any(sentence);
}

/** Of each address that was tried; nothing where one of the parts tells of something else. */
function joined(sentence: string): string | undefined {
  const parts = sentence.split('; ');
  if (parts.length < 2) return undefined;
  const french: string[] = [];
  for (const part of parts) {
    const told = rewriters().connection(part);
    if (told === undefined) return undefined;
    french.push(told);
  }
  return french.join(semicolon);
}

function trailOf(sentence: string): { readonly at: number; readonly url: string } | undefined {
  const opening = ' (redirected to ';
  const at = sentence.endsWith(')') ? sentence.lastIndexOf(opening) : -1;
  const url = sentence.slice(at + opening.length, -1);
  return at < 0 || url === '' || /\s/.test(url) ? undefined : { at, url };
}

const doubts: ReadonlyMap<string, string> = new Map([
  ['the way to it could not be looked up', 'le chemin qui y mène n’a pas pu être déterminé'],
  [
    'no canary answers, but somebody refused the connection',
    'aucun canari ne répond, mais une connexion a été refusée',
  ],
  [
    'no canary could be asked whether the network of this machine works',
    'aucun canari n’a pu être interrogé sur l’état du réseau de cette machine',
  ],
  ['other names resolve, but no canary answers', 'd’autres noms se résolvent, mais aucun canari ne répond'],
  [
    'there is no other name by which the name server could be judged',
    'aucun autre nom ne permet de juger le serveur DNS',
  ],
  ['nobody else on its network could be asked', 'personne d’autre n’a pu être interrogé sur son réseau'],
  ['nobody else answers on the way that leads to it', 'personne d’autre ne répond sur le chemin qui y mène'],
  ['the network of this machine loses packets', 'le réseau de cette machine perd des paquets'],
]);

/** The same for why an alert is not certain. */
export function frenchDoubt(doubt: string): string {
  return doubts.get(doubt) ?? doubt;
}
