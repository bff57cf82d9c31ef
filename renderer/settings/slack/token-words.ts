import type { TokenKind } from '../../../preload/settings.ts';
import { dictionary } from '../../words/dictionary.ts';
import type { TokenFault } from './token-shape.ts';

type ForEach = Readonly<Record<TokenKind, string>>;

type TokenWords = {
  readonly title: string;
  readonly lead: string;
  readonly openToAll: string;
  readonly noKeychain: string;
  readonly names: ForEach;
  readonly none: ForEach;
  readonly whence: ForEach;
  readonly given: Readonly<Record<'environment' | 'dotenv', string>>;
  readonly first: string;
  readonly keptToo: string;
  readonly kept: string;
  readonly unreadable: string;
  readonly nowKept: ForEach;
  readonly variable: ForEach;
  readonly keep: string;
  keepOf(name: string): string;
  readonly keeping: string;
  readonly replace: string;
  replaceOf(name: string): string;
  readonly leave: string;
  readonly remove: string;
  removeOf(name: string): string;
  readonly removing: ForEach;
  readonly removingHint: ForEach;
  readonly removingUnused: string;
  readonly cancel: string;
  readonly removed: string;
  readonly faults: Readonly<Record<TokenFault, ForEach>>;
};

const same = (text: string): ForEach => ({ bot: text, app: text });

const en: TokenWords = {
  title: 'Tokens',
  lead: 'In the keychain of this system, never in the configuration. One that is kept is not shown again.',
  openToAll:
    'On this system any program could read a token that is kept here, since no keychain is open: install GNOME Keyring or KWallet, or unlock it, start ASL Monitor anew, and enter the token again.',
  noKeychain:
    'No keychain of this system is open to ASL Monitor (on Linux: GNOME Keyring or KWallet), so a token cannot be kept here. Put it into the file below instead; it is read at once.',
  names: { bot: 'Bot token', app: 'App token' },
  none: {
    bot: 'There is none, so Slack is off. Everything else works.',
    app: 'There is none. With one, an outage can be acknowledged and snoozed from its message.',
  },
  whence: {
    bot: 'In your Slack app it is the Bot User OAuth Token, under OAuth & Permissions.',
    app: 'In your Slack app it is among the App-Level Tokens, under Basic Information, with the scope connections:write.',
  },
  given: {
    environment: 'There is one, from the environment of the program.',
    dotenv: 'There is one, from the file .env.',
  },
  first: 'It comes before one in the keychain.',
  keptToo: 'One is kept in the keychain as well, and is not used.',
  kept: 'Kept in the keychain of this system.',
  unreadable: 'One is kept in the keychain, which does not give it back: enter it again.',
  nowKept: {
    bot: 'It is kept, and alerts go to Slack with it from now on.',
    app: 'It is kept, and the buttons in Slack work with it from now on.',
  },
  variable: {
    bot: 'SLACK_BOT_TOKEN in the file .env does as well.',
    app: 'SLACK_APP_TOKEN in the file .env does as well.',
  },
  keep: 'Keep',
  keepOf: (name) => `Keep: ${name}`,
  keeping: 'Keeping it…',
  replace: 'Replace',
  replaceOf: (name) => `Replace: ${name}`,
  leave: 'Leave it as it is',
  remove: 'Remove',
  removeOf: (name) => `Remove: ${name}`,
  removing: { bot: 'Remove the bot token?', app: 'Remove the app token?' },
  removingHint: {
    bot: 'It goes from the keychain of this system, and Slack is told nothing any more until there is another one.',
    app: 'It goes from the keychain of this system, and the buttons in Slack do nothing any more until there is another one.',
  },
  removingUnused: 'It goes from the keychain of this system. The one that is in use stays.',
  cancel: 'Cancel',
  removed: 'It is removed from the keychain.',
  faults: {
    required: same('This is needed.'),
    user: {
      bot: 'This is the token of a person (xoxp-). Take the Bot User OAuth Token, which begins with xoxb-: alerts come from the app, not from somebody.',
      app: 'This is the token of a person (xoxp-). Take an App-Level Token, which begins with xapp-.',
    },
    expires: {
      bot: 'This token expires within hours (xoxe). Switch token rotation off in your Slack app, and take the token that begins with xoxb-.',
      app: 'This token expires within hours (xoxe). Take an App-Level Token, which begins with xapp-.',
    },
    swapped: {
      bot: 'This is an app token: it belongs into the field below. A bot token begins with xoxb-.',
      app: 'This is a bot token: it belongs into the field above. An app token begins with xapp-.',
    },
    other: { bot: 'A bot token begins with xoxb-.', app: 'An app token begins with xapp-.' },
    incomplete: same('This is not a whole token: copy it again, from its first to its last character.'),
  },
};

const fr: TokenWords = {
  title: 'Jetons',
  lead: 'Dans le trousseau du système, jamais dans la configuration. Un jeton conservé n’est plus jamais affiché.',
  openToAll:
    'Sur ce système, n’importe quel programme pourrait lire un jeton conservé ici, faute de trousseau ouvert\u00a0: installez GNOME Keyring ou KWallet, ou déverrouillez-le, redémarrez ASL Monitor, puis saisissez de nouveau le jeton.',
  noKeychain:
    'Aucun trousseau du système n’est ouvert à ASL Monitor (sous Linux\u00a0: GNOME Keyring ou KWallet)\u00a0: un jeton ne peut pas être conservé ici. Mettez-le plutôt dans le fichier ci-dessous\u00a0; il est lu aussitôt.',
  names: { bot: 'Jeton du bot', app: 'Jeton d’app' },
  none: {
    bot: 'Il n’y en a pas\u00a0: Slack est coupé. Tout le reste fonctionne.',
    app: 'Il n’y en a pas. Avec lui, une panne peut être prise en charge ou mise en sourdine depuis son message.',
  },
  whence: {
    bot: 'Dans votre app Slack, c’est le Bot User OAuth Token, sous OAuth & Permissions.',
    app: 'Dans votre app Slack, il est parmi les App-Level Tokens, sous Basic Information, avec le droit connections:write.',
  },
  given: {
    environment: 'Présent, dans l’environnement du programme.',
    dotenv: 'Présent, dans le fichier .env.',
  },
  first: 'Il passe avant celui du trousseau.',
  keptToo: 'Un autre est conservé dans le trousseau, et ne sert pas.',
  kept: 'Conservé dans le trousseau du système.',
  unreadable: 'Un jeton est conservé dans le trousseau, qui ne le rend pas\u00a0: saisissez-le de nouveau.',
  nowKept: {
    bot: 'Il est conservé\u00a0; les alertes partent désormais vers Slack avec lui.',
    app: 'Il est conservé\u00a0; les boutons dans Slack fonctionnent désormais avec lui.',
  },
  variable: {
    bot: 'SLACK_BOT_TOKEN dans le fichier .env convient aussi.',
    app: 'SLACK_APP_TOKEN dans le fichier .env convient aussi.',
  },
  keep: 'Conserver',
  keepOf: (name) => `Conserver\u00a0: ${name}`,
  keeping: 'Mise au trousseau…',
  replace: 'Remplacer',
  replaceOf: (name) => `Remplacer\u00a0: ${name}`,
  leave: 'Laisser tel quel',
  remove: 'Retirer',
  removeOf: (name) => `Retirer\u00a0: ${name}`,
  removing: { bot: 'Retirer le jeton du bot\u00a0?', app: 'Retirer le jeton d’app\u00a0?' },
  removingHint: {
    bot: 'Il disparaît du trousseau du système, et Slack n’est plus averti de rien tant qu’il n’y en a pas d’autre.',
    app: 'Il disparaît du trousseau du système, et les boutons dans Slack restent sans effet tant qu’il n’y en a pas d’autre.',
  },
  removingUnused: 'Il disparaît du trousseau du système. Celui qui sert reste.',
  cancel: 'Annuler',
  removed: 'Il n’est plus dans le trousseau.',
  faults: {
    required: same('À renseigner.'),
    user: {
      bot: 'C’est le jeton d’une personne (xoxp-). Prenez le Bot User OAuth Token, qui commence par xoxb-\u00a0: les alertes viennent de l’app, pas de quelqu’un.',
      app: 'C’est le jeton d’une personne (xoxp-). Prenez un App-Level Token, qui commence par xapp-.',
    },
    expires: {
      bot: 'Ce jeton expire en quelques heures (xoxe). Désactivez la rotation des jetons dans votre app Slack et prenez celui qui commence par xoxb-.',
      app: 'Ce jeton expire en quelques heures (xoxe). Prenez un App-Level Token, qui commence par xapp-.',
    },
    swapped: {
      bot: 'C’est un jeton d’app\u00a0: sa place est dans le champ du dessous. Un jeton de bot commence par xoxb-.',
      app: 'C’est un jeton de bot\u00a0: sa place est dans le champ du dessus. Un jeton d’app commence par xapp-.',
    },
    other: { bot: 'Un jeton de bot commence par xoxb-.', app: 'Un jeton d’app commence par xapp-.' },
    incomplete: same('Ce n’est pas un jeton entier\u00a0: recopiez-le du premier au dernier caractère.'),
  },
};

export const tokenWords = dictionary({ en, fr });
