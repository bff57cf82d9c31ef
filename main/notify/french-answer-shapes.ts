/** The sentences about an answer that was wrong, in both languages. */
import type { Pair } from './french-template.ts';

const tooLong = 'le corps dépasse 1 Mio, et son premier Mio';

/** Of what came, or did not come, over a connection. */
export const answerShapes: readonly Pair[] = [
  ['answer of <place> timed out<timing>', '<place> ne répond pas<timing>'],
  ['body from <place> was not complete<timing>', '<place> n’a pas fini d’envoyer le corps<timing>'],
  ['<place> closed the connection without an answer', '<place> a fermé la connexion sans répondre'],
  [
    '<place> closed the connection before the end of its answer',
    '<place> a fermé la connexion avant la fin de sa réponse',
  ],
  ['<place> switched to another protocol (101), unasked', '<place> a changé de protocole (101) sans qu’on le demande'],
  ['the headers of <place> are longer than 64 KiB', 'les en-têtes envoyés par <place> dépassent 64 Kio'],
  ['<place> sends without end', '<place> envoie des données sans fin'],
  [
    '<place> answered with something that is not HTTP: <quotation>',
    '<place> a répondu par autre chose que du HTTP : <quotation>',
  ],
  [
    'the body from <place> breaks the HTTP protocol: <text>',
    'le corps envoyé par <place> enfreint le protocole HTTP : <text>',
  ],
  ['the body from <place> cannot be read: <unreadable>', 'le corps envoyé par <place> est illisible : <unreadable>'],
  ['<place> redirects (<number>) without saying whereto', '<place> redirige (<number>) sans dire vers où'],
  [
    '<place> redirects to "<text>", which is no web address',
    '<place> redirige vers « <text> », qui n’est pas une adresse web',
  ],
  ['redirected more than <number> times', 'plus de <number> redirections'],
];

/** Of what the configuration expects of an answer. */
export const expectationShapes: readonly Pair[] = [
  ['expected status <wanted:statuses>, got <got:text>', 'statut <got> au lieu de <wanted>'],
  ['header <name:token> is missing', 'l’en-tête <name> est absent'],
  ['header <name:token> is "<seen+:text>", expected <wish>', 'l’en-tête <name> vaut « <seen> », <wish>'],
  ['body does not contain "<wanted:text>"; it <beginning>', 'le corps ne contient pas « <wanted> » ; il <beginning>'],
  ['body contains "<found>"', 'le corps contient <found>'],
  [
    'the expression "<wanted:text>" takes too long on this body; simplify it, it <beginning>',
    'l’expression « <wanted> » demande trop de temps sur ce corps et doit être simplifiée ; il <beginning>',
  ],
  ['body does not match "<wanted:text>"; it <beginning>', 'le corps ne correspond pas à « <wanted> » ; il <beginning>'],
  ['body is not JSON; it <beginning>', 'le corps n’est pas du JSON ; il <beginning>'],
  [
    'body is longer than 1 MiB, and its first 1 MiB does not contain "<wanted:text>"',
    `${tooLong} ne contient pas « <wanted> »`,
  ],
  [
    'body is longer than 1 MiB, and its first 1 MiB does not decide whether "<wanted:text>" is in it',
    `${tooLong} ne dit pas si « <wanted> » s’y trouve`,
  ],
  [
    'body is longer than 1 MiB, and its first 1 MiB does not match "<wanted:text>"',
    `${tooLong} ne correspond pas à « <wanted> »`,
  ],
  ['body is longer than 1 MiB, and its first 1 MiB is no complete JSON', `${tooLong} n’est pas un JSON complet`],
  ['"<path:text>" is not a JSON path such as $.a.b[0]', '« <path> » n’est pas un chemin JSON tel que $.a.b[0]'],
  [
    'JSON <path> is missing, expected <wanted:json>; $<reached:text> is <seen:json>',
    'JSON : <path> est absent, valeur attendue : <wanted> ; $<reached> vaut <seen>',
  ],
  ['JSON <path> is <seen+:json>, expected <wanted:json>', 'JSON : <path> vaut <seen>, valeur attendue : <wanted>'],
];
