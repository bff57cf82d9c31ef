/** What is wrong with a configuration, in French. Pure. */
import { type Pair, type Reader, type Rewriter, rewriter } from '../notify/french-template.ts';
import { editShapes } from './french-edits.ts';
import { expectation, value } from './french-expectations.ts';

const text: Reader = (it) => it;
const number: Reader = (it) => (/^\d+$/.test(it) ? it : undefined);
const kinds = { name: 'n’a ce nom', group: 'n’est dans ce groupe', tag: 'n’a cette étiquette' } as const;
const scope: Reader = (it) => (it === 'name' || it === 'group' || it === 'tag' ? kinds[it] : undefined);

const values: readonly Pair[] = [
  [
    'expected <wanted:expectation>, got <given:value>, did you mean "<near:text>"?',
    'attendu : <wanted> ; donné : <given>, vouliez-vous dire « <near> » ?',
  ],
  ['expected <wanted:expectation>, got <given:value>', 'attendu : <wanted> ; donné : <given>'],
  ['is missing: expected <wanted:expectation>', 'manque : il faut <wanted>'],
  ['expected at most 24d, got <given:value>', 'au plus 24d ; donné : <given>'],
  [
    'expected a channel such as "#asl-alerts", got nothing: without quotes a # begins a comment',
    'attendu : un canal, comme "#asl-alerts" ; donné : rien, car sans guillemets un # commence un commentaire',
  ],
  [
    'expected @channel, @here, the ID of a member (U…) or of a user group (S…), got <given:value>: Slack calls nobody by name; copy the ID from the profile',
    'attendu : @channel, @here, l’identifiant d’un membre (U…) ou d’un groupe (S…) ; donné : <given>. Slack n’appelle personne par son nom : copier l’identifiant depuis le profil',
  ],
  [
    'expected a name, got <given:value>: put it in quotes',
    'attendu : un nom ; donné : <given>, à mettre entre guillemets',
  ],
  [
    'expected a name on one line, without control characters',
    'attendu : un nom sur une ligne, sans caractères de contrôle',
  ],
  [
    'expected a name of at most <most:number> characters, got <count:number>',
    'attendu : un nom d’au plus <most> caractères ; donné : <count>',
  ],
  [
    'expected a regular expression, got <given:value>: <why:text>',
    'attendu : une expression régulière ; donné : <given> (<why>)',
  ],
  ['expected <wanted:expectation>', 'attendu : <wanted>'],
];

const keys: readonly Pair[] = [
  ['unknown key, did you mean "<near:text>"?', 'clé inconnue, vouliez-vous dire « <near> » ?'],
  ['unknown key; known here: <known:text>', 'clé inconnue ; ici sont connues : <known>'],
  ['unknown key', 'clé inconnue'],
  [
    'a token does not belong into this file: set SLACK_BOT_TOKEN in the environment, or in .env beside the configuration',
    'un jeton n’a pas sa place dans ce fichier : définir SLACK_BOT_TOKEN dans l’environnement, ou dans .env à côté de la configuration',
  ],
  [
    'is already given on line <line:number>: remove one of them',
    'est déjà donné à la ligne <line> : supprimer l’un des deux',
  ],
  [
    '<name:value> is already the name of the service on line <line:number>: names must differ',
    '<name> est déjà le nom du service de la ligne <line> : les noms doivent être différents',
  ],
  ['is no name of a header', 'n’est pas un nom d’en-tête'],
  ['is set by the program itself: remove it', 'est défini par le programme lui-même : le supprimer'],
  [
    'is the same header as <other:text>: remove one of them',
    'est le même en-tête que <other> : supprimer l’un des deux',
  ],
  [
    'holds a line break, or a character that no header can carry: remove it',
    'contient un saut de ligne ou un caractère qu’aucun en-tête ne peut porter : le supprimer',
  ],
  [
    'is the same as monitoring.heartbeat_url on line <line:number>: remove one of them',
    'fait double emploi avec monitoring.heartbeat_url à la ligne <line> : supprimer l’un des deux',
  ],
  ['is the same as headers: remove one of them', 'fait double emploi avec headers : supprimer l’un des deux'],
];

const wholes: readonly Pair[] = [
  [
    'the environment variable <name:text> is not set: set it, or add <again:text>=… to .env beside the configuration',
    'la variable d’environnement <name> n’est pas définie : la définir, ou ajouter <again>=… au fichier .env à côté de la configuration',
  ],
  [
    `expected the name of an environment variable between \${ and } (a literal \${ is written $\${)`,
    `attendu : le nom d’une variable d’environnement entre \${ et } (un \${ littéral s’écrit $\${)`,
  ],
  [
    `\${…} is not replaced in a URL, only in header values and bodies`,
    `\${…} n’est pas remplacé dans une URL, seulement dans les en-têtes et les corps`,
  ],
  [
    'is sent with GET, as no method is given: most services want method: POST',
    'est envoyé avec GET, faute de méthode : la plupart des services veulent method: POST',
  ],
  [
    'the answer to a HEAD request has no body to look into: use method: GET',
    'la réponse à une requête HEAD n’a pas de corps à examiner : utiliser method: GET',
  ],
  [
    'there is nothing to watch yet: add a service with a name and a url',
    'il n’y a encore rien à surveiller : ajouter un service avec un nom et une url',
  ],
  [
    'has no services any more: put them back, or write "services: []" to watch nothing',
    'n’a plus de services : les remettre, ou écrire "services: []" pour ne rien surveiller',
  ],
  ['expected another time than from', 'attendu : une autre heure que from'],
  ['expected both from and to', 'attendu : from et to, tous les deux'],
  ['expected both start and end', 'attendu : start et end, tous les deux'],
  ['expected a time after start', 'attendu : un moment après start'],
  [
    'expected either start and end (one-off), or from and to with days (recurring)',
    'attendu : soit start et end (une seule fois), soit from et to avec days (répétée)',
  ],
  [
    'is for recurring windows: write the offset into start and end',
    'ne vaut que pour les fenêtres répétées : écrire le décalage dans start et end',
  ],
  [
    'is for no service: name one, or remove services, groups and tags for a window that is for everything',
    'ne concerne aucun service : en nommer un, ou supprimer services, groups et tags pour une fenêtre générale',
  ],
  [
    'no service has the <kind:scope> <name:value>, did you mean <near:value>?',
    'aucun service <kind>, <name> ; vouliez-vous dire <near> ?',
  ],
  ['no service has the <kind:scope> <name:value>', 'aucun service <kind>, <name>'],
  [
    'expected at least one canary (to judge without any, set connectivity.enabled: false)',
    'attendu : au moins un canari (pour juger sans aucun, mettre connectivity.enabled: false)',
  ],
  [
    'expected either a url (with expected_status, contains), or a host alone',
    'attendu : soit une url (avec expected_status, contains), soit un host seul',
  ],
];

const files: readonly Pair[] = [
  [
    'does not exist: copy the sample config.yaml to this place, or name another file with --config PATH',
    'n’existe pas : copier le config.yaml d’exemple à cet endroit, ou nommer un autre fichier avec --config PATH',
  ],
  ['is larger than 8 MiB: this is no configuration', 'dépasse 8 Mio : ce n’est pas une configuration'],
  ['is a folder: name the file in it', 'est un dossier : nommer le fichier qui s’y trouve'],
  [
    'may not be read by this user: change its permissions',
    'n’est pas lisible par cet utilisateur : changer ses droits',
  ],
  ['cannot be read: <why:text>', 'est illisible : <why>'],
  ['cannot be understood: <why:text>', 'est incompréhensible : <why>'],
  ['is in UTF-16: save it as UTF-8', 'est en UTF-16 : l’enregistrer en UTF-8'],
  ['is not text but binary data', 'n’est pas du texte, mais des données binaires'],
  [
    'is not in UTF-8 (line <line:number>): save it as UTF-8',
    'n’est pas en UTF-8 (ligne <line>) : l’enregistrer en UTF-8',
  ],
  ['is not in UTF-8: save it as UTF-8', 'n’est pas en UTF-8 : l’enregistrer en UTF-8'],
  ['not valid YAML: more than one document', 'YAML incorrect : plus d’un document'],
  [
    'not valid YAML: nested more than <levels:number> levels deep',
    'YAML incorrect : imbriqué sur plus de <levels> niveaux',
  ],
  [
    'not valid YAML: aliases (*name) repeat too much; write the values out, or merge less',
    'YAML incorrect : les alias (*nom) répètent trop ; écrire les valeurs, ou moins fusionner',
  ],
  [
    'not valid YAML: <why+:text> (indent with spaces, not with tabs)',
    'YAML incorrect : mettre des espaces en retrait, pas des tabulations (<why>)',
  ],
  [
    'not valid YAML: <why+:text> (put text that contains ": " in quotes, and check the indentation)',
    'YAML incorrect : mettre entre guillemets un texte qui contient ": ", et vérifier les retraits (<why>)',
  ],
  [
    'not valid YAML: <why+:text> (remove everything from the second "---" on)',
    'YAML incorrect : supprimer tout à partir du deuxième "---" (<why>)',
  ],
  [
    'not valid YAML: <why+:text> (a key is missing its ":", or a quote is not closed)',
    'YAML incorrect : il manque le ":" d’une clé, ou un guillemet n’est pas fermé (<why>)',
  ],
  // The words of the library that reads it.
  ['not valid YAML: <why:text>', 'YAML incorrect : <why>'],
];

let translate: Rewriter | undefined;

/** The same in French; what has a shape that is not known here stays as it is. */
export function frenchProblem(message: string): string {
  // Made when the first one comes: most programs never need it.
  translate ??= rewriter([...values, ...keys, ...wholes, ...files, ...editShapes], {
    text,
    number,
    scope,
    expectation,
    value,
  });
  return translate(message) ?? message;
}
