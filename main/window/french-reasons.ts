/** Why Slack, the desktop or the heartbeat is not told anything, and what to do about it, in French. Pure. */
import { type Pair, type Reader, type Rewriter, rewriter } from '../notify/french-template.ts';

const text: Reader = (it) => it;
const code: Reader = (it) => (/^[^\s()]+$/.test(it) ? it : undefined);
const host: Reader = (it) => (/^\S+$/.test(it) ? it : undefined);
/** Of Slack, by its name in quotes; or none. */
const channel: Reader = (it) =>
  it === 'the channel' ? 'le canal' : /^".+"$/s.test(it) ? `« ${it.slice(1, -1)} »` : undefined;

/** Slack's code follows in brackets. */
const refusals: readonly Pair[] = (
  [
    ['Slack does not know the token', 'Slack ne connaît pas le jeton'],
    ['Slack was given no token', 'Slack n’a reçu aucun jeton'],
    ['the bot or its workspace has been deactivated', 'le bot ou son espace de travail a été désactivé'],
    ['the token has been revoked', 'le jeton a été révoqué'],
    ['the token has expired', 'le jeton a expiré'],
    ['this kind of token may not send messages', 'ce type de jeton ne permet pas d’envoyer des messages'],
    ['the token lacks a permission: <scope:text>', 'il manque une permission au jeton : <scope>'],
    ['the token lacks a permission', 'il manque une permission au jeton'],
    ['the bot is not permitted to do this', 'le bot n’y est pas autorisé'],
    ['Slack denies the bot access', 'Slack refuse l’accès au bot'],
    ['the app has no access to that workspace', 'l’application n’a pas accès à cet espace de travail'],
    [
      'the workspace is being moved or needs a login of its organisation',
      'l’espace de travail est en cours de déplacement, ou exige une connexion de son organisation',
    ],
    ['administrators have suspended access to messages', 'des administrateurs ont suspendu l’accès aux messages'],
    [
      'Slack does not know the app that the token belongs to',
      'Slack ne connaît pas l’application à laquelle appartient le jeton',
    ],
    ['there is no channel <channel> that the bot can see', 'il n’y a pas de canal <channel> que le bot puisse voir'],
    ['the bot is not a member of <channel>', 'le bot n’est pas membre de <channel>'],
    ['<channel> is archived', '<channel> est archivé'],
    [
      'a workspace setting forbids the bot to write in <channel>',
      'un réglage de l’espace de travail interdit au bot d’écrire dans <channel>',
    ],
    ['<channel> is read-only', '<channel> est en lecture seule'],
    ['<channel> only allows replies in threads', '<channel> n’admet que des réponses dans des fils'],
    ['<channel> does not allow threads', '<channel> n’admet pas de fils'],
    ['the bot accepts no direct messages', 'le bot n’accepte pas de messages directs'],
    ['<channel> is shared and does not allow this', '<channel> est partagé et ne le permet pas'],
    ['the workspace of <channel> was not found', 'l’espace de travail de <channel> est introuvable'],
    ['there is nobody <channel>', 'il n’y a personne du nom de <channel>'],
    ['Slack asks for fewer messages', 'Slack demande moins de messages'],
    ['the workspace has reached its message limit', 'l’espace de travail a atteint sa limite de messages'],
    ['Slack is out of service', 'Slack est hors service'],
    [
      'the workspace is being moved into an organisation',
      'l’espace de travail est en cours de rattachement à une organisation',
    ],
    ['access to this method is limited at the moment', 'l’accès à cette méthode est limité en ce moment'],
    ['Slack did not receive the whole request', 'Slack n’a pas reçu la requête entière'],
    ['Slack failed', 'Slack a rencontré une erreur'],
    ['Slack refuses the layout of the message', 'Slack refuse la mise en page du message'],
    ['the message is too long', 'le message est trop long'],
    ['the message has too many parts', 'le message a trop de parties'],
    ['the message is empty', 'le message est vide'],
    ['Slack refuses an argument of the message', 'Slack refuse un argument du message'],
    ['Slack refuses the metadata of the message', 'Slack refuse les métadonnées du message'],
    ['the metadata of the message is too large', 'les métadonnées du message sont trop volumineuses'],
    ['only apps may send metadata', 'seules les applications peuvent envoyer des métadonnées'],
    ['the message is gone', 'le message n’existe plus'],
    ['the thread is gone', 'le fil n’existe plus'],
    ['Slack allows no reply to that message', 'Slack n’admet pas de réponse à ce message'],
    ['the bot may not edit that message', 'le bot ne peut pas modifier ce message'],
    ['that message may no longer be edited', 'ce message ne peut plus être modifié'],
    ['Slack could not edit the message', 'Slack n’a pas pu modifier le message'],
    ['Slack refused the message', 'Slack a refusé le message'],
    ['<host> refused the connection', '<host> a refusé la connexion'],
    ['the name <host> does not resolve', 'le nom <host> n’est pas résolu'],
    ['<host> cannot be reached from this network', '<host> est injoignable depuis ce réseau'],
    ['no connection to <host> came about in time', 'pas de connexion à <host> dans le temps imparti'],
    ['the connection to <host> broke before it answered', 'la connexion à <host> s’est rompue avant sa réponse'],
    ['<host> did not answer in time', '<host> n’a pas répondu à temps'],
    ['the certificate of <host> is not trusted', 'le certificat présenté par <host> n’est pas digne de confiance'],
    ['the request to <host> failed', 'la requête vers <host> a échoué'],
  ] as const
).map(([english, french]) => [`${english} (<code>)`, `${french} (<code>)`]);

const others: readonly Pair[] = [
  ["Slack's address answered with HTTP <status:code>", 'l’adresse de Slack a répondu par HTTP <status>'],
  ['something other than Slack answered in its place', 'autre chose que Slack a répondu à sa place'],
  ['<host> has not answered yet', '<host> n’a pas encore répondu'],
  ['Slack is off: slack.enabled is false', 'Slack est désactivé : slack.enabled vaut false'],
  ['Slack is off: there is no SLACK_BOT_TOKEN', 'Slack est désactivé : il n’y a pas de SLACK_BOT_TOKEN'],
  // The desktop.
  ['this system shows no notifications of programs', 'ce système n’affiche aucune notification de programme'],
  ['the system refused the notification: <what:text>', 'le système a refusé la notification : <what>'],
  ['the system refused the notification', 'le système a refusé la notification'],
  ['no notification service runs in this session', 'aucun service de notification n’est actif dans cette session'],
  // The heartbeat.
  ['status <status:code>', 'code HTTP <status>'],
  ['no answer within <seconds:code> s', 'pas de réponse en <seconds> s'],
  ['the connection was refused', 'la connexion a été refusée'],
  ['the connection broke', 'la connexion s’est rompue'],
  ['its name does not resolve', 'son nom n’est pas résolu'],
  ['no connection came about in time', 'pas de connexion dans le temps imparti'],
  ['there is no way to it', 'aucun chemin n’y mène'],
  ['the connection failed with <code>', 'la connexion a échoué (<code>)'],
  ['it could not be asked', 'il n’a pas été possible de l’interroger'],
  ['its answer is not HTTP', 'sa réponse n’est pas du HTTP'],
  ['it redirects without end', 'il redirige sans fin'],
];

const newToken: Pair = [
  'copy the "Bot User OAuth Token" (xoxb-…) from https://api.slack.com/apps, your app, "OAuth & Permissions", into SLACK_BOT_TOKEN',
  'copier le "Bot User OAuth Token" (xoxb-…) depuis https://api.slack.com/apps, votre application, "OAuth & Permissions", dans SLACK_BOT_TOKEN',
];
const askAdmin: Pair = [
  'ask an administrator of the Slack workspace',
  'demander à un administrateur de l’espace de travail Slack',
];
const invite: Pair = [
  'invite the bot: write "/invite @" and its name in that channel',
  'inviter le bot : écrire "/invite @" et son nom dans ce canal',
];

const remedies: readonly Pair[] = [
  newToken,
  [`use a token without rotation: ${newToken[0]}`, `utiliser un jeton sans rotation : ${newToken[1]}`],
  [
    'reinstall the app to the workspace at https://api.slack.com/apps, your app, "Install App", and use its new token',
    'réinstaller l’application dans l’espace de travail sur https://api.slack.com/apps, votre application, "Install App", et utiliser son nouveau jeton',
  ],
  [
    'add it at https://api.slack.com/apps, your app, "OAuth & Permissions", "Bot Token Scopes", reinstall the app, and use its new token',
    'l’ajouter sur https://api.slack.com/apps, votre application, "OAuth & Permissions", "Bot Token Scopes", réinstaller l’application et utiliser son nouveau jeton',
  ],
  [
    'add it at https://api.slack.com/apps, your app, "OAuth & Permissions", "Bot Token Scopes", and reinstall the app',
    'l’ajouter sur https://api.slack.com/apps, votre application, "OAuth & Permissions", "Bot Token Scopes", et réinstaller l’application',
  ],
  askAdmin,
  [`${askAdmin[0]}, or name another slack.channel`, `${askAdmin[1]}, ou nommer un autre slack.channel`],
  invite,
  [
    `check slack.channel in the configuration; for a private channel, ${invite[0]}`,
    `vérifier slack.channel dans la configuration ; pour un canal privé, ${invite[1]}`,
  ],
  [
    `${invite[0]}, or give its token the scope chat:write.public`,
    `${invite[1]}, ou donner à son jeton la permission chat:write.public`,
  ],
  [
    'unarchive it, or name another slack.channel in the configuration',
    'le désarchiver, ou nommer un autre slack.channel dans la configuration',
  ],
  ['name a channel in slack.channel instead of a person', 'nommer dans slack.channel un canal plutôt qu’une personne'],
  ['check slack.channel in the configuration', 'vérifier slack.channel dans la configuration'],
  [
    'check the network: a proxy or firewall may stand in the way of slack.com',
    'vérifier le réseau : un proxy ou un pare-feu bloque peut-être slack.com',
  ],
  [
    'check the network: a captive portal or a proxy may be waiting for a login',
    'vérifier le réseau : un portail captif ou un proxy attend peut-être une connexion',
  ],
  [
    'where a company proxy opens TLS, name its certificate in NODE_EXTRA_CA_CERTS; else check the clock of this machine',
    'si un proxy d’entreprise ouvre le TLS, nommer son certificat dans NODE_EXTRA_CA_CERTS ; sinon vérifier l’horloge de cette machine',
  ],
  [
    'allow them in System Settings, Notifications, ASL Monitor; macOS takes them from a signed application only',
    'les autoriser dans Réglages Système, Notifications, ASL Monitor ; macOS ne les accepte que d’une application signée',
  ],
  [
    'allow them in Settings, System, Notifications, ASL Monitor',
    'les autoriser dans Paramètres, Système, Notifications, ASL Monitor',
  ],
  [
    'check that the notification service of your desktop runs, and that libnotify is installed',
    'vérifier que le service de notification du bureau est actif et que libnotify est installé',
  ],
  [
    'start the one of your desktop, or install one such as dunst or mako',
    'lancer celui du bureau, ou en installer un comme dunst ou mako',
  ],
  ['set it to true in the configuration', 'le mettre à true dans la configuration'],
  [
    'put SLACK_BOT_TOKEN=xoxb-… into .env beside the configuration, or into the environment',
    'mettre SLACK_BOT_TOKEN=xoxb-… dans .env à côté de la configuration, ou dans l’environnement',
  ],
];

let translate: Rewriter | undefined;

/** The same in French; what has a shape that is not known here stays as it is. */
export function frenchReason(reason: string): string {
  // Made when the first one comes: most programs never need it.
  translate ??= rewriter([...refusals, ...others, ...remedies], { text, code, host, channel });
  return translate(reason) ?? reason;
}
