/** Every sentence about a failure that the checks put together, in both languages, and every doubt. */
import type { Pair } from './french-template.ts';

/** Of connections: where a host has several addresses, several of these are told as one, with "; " between them. */
export const connectionShapes: readonly Pair[] = [
  ['<place> refused the connection', '<place> a refusé la connexion'],
  ['<place> broke off the connection', '<place> a coupé la connexion'],
  ['no route to <place>', 'aucune route vers <place>'],
  ['the host of <place> is down', 'l’hôte derrière <place> est hors service'],
  ['the network of <place> cannot be reached', 'le réseau où se trouve <place> est injoignable'],
  ['the network is down on the way to <place>', 'le réseau est coupé sur le chemin vers <place>'],
  ['this machine has no address from which to reach <place>', 'cette machine n’a pas d’adresse pour joindre <place>'],
  ['this machine does not permit a connection to <place>', 'cette machine interdit la connexion vers <place>'],
  [
    'this machine has too many open files to connect to <place>',
    'cette machine a trop de fichiers ouverts pour joindre <place>',
  ],
  [
    'this machine has no memory left to connect to <place>',
    'cette machine n’a plus assez de mémoire pour joindre <place>',
  ],
  ['connection to <place> timed out<timing>', 'connexion vers <place><timing>'],
  // Of an error that nobody knows: its own words stay.
  ['<peer>: <text>', '<peer> : <text>'],
];

const certificate = 'le certificat présenté par <host>';

/** Everything else that can fail, until the head of an answer is there. */
export const requestShapes: readonly Pair[] = [
  ['DNS lookup of <name:text> failed: <reason+> (<code>)', 'résolution DNS impossible pour <name> : <reason> (<code>)'],
  ['DNS lookup of <name:text> timed out<timing>', 'résolution DNS pour <name><timing>'],
  ['the lookup of <place> was broken off', 'la résolution DNS pour <place> a été interrompue'],
  ['the URL of <name:text> is not one', 'l’URL indiquée pour <name> n’en est pas une'],
  ['the request cannot be sent: <text>', 'la requête ne peut pas être envoyée : <text>'],

  ['TLS handshake with <place> timed out<timing>', 'négociation TLS avec <place><timing>'],
  ['<place> broke off the TLS handshake', '<place> a interrompu la négociation TLS'],
  [
    '<place> does not speak TLS; should the URL begin with http://?',
    '<place> ne parle pas TLS ; l’URL devrait-elle commencer par http:// ?',
  ],
  [
    '<place> speaks TLS; should the URL begin with https://?',
    '<place> parle TLS ; l’URL devrait-elle commencer par https:// ?',
  ],
  [
    '<place> has no certificate for the name in the URL',
    '<place> n’a pas de certificat pour le nom qui figure dans l’URL',
  ],
  ['<place> demands a client certificate', '<place> exige un certificat client'],
  ['<place> offers no HTTP/1.1 over TLS', '<place> ne propose pas HTTP/1.1 sur TLS'],
  ['<place> accepts no TLS version from 1.2 on', '<place> n’accepte aucune version de TLS à partir de 1.2'],
  ['<place> refused the TLS handshake (handshake failure)', '<place> a refusé la négociation TLS (handshake failure)'],
  ['TLS with <place> failed: <text>', 'échec de TLS avec <place> : <text>'],

  ['the certificate of <host:token> cannot be read (<code>)', `${certificate} est illisible (<code>)`],
  [
    'the certificate of <host:token> expired on <day:token> (issued by <issuer:nameless>)',
    `${certificate} a expiré le <day> (émetteur : <issuer>)`,
  ],
  [
    'the certificate of <host:token> is not valid before <day:token> (issued by <issuer:nameless>)',
    `${certificate} n’est pas valable avant le <day> (émetteur : <issuer>)`,
  ],
  [
    'the certificate of <host:token> is for no name, not for <wanted:token>',
    `${certificate} n’est établi pour aucun nom, ni donc pour <wanted>`,
  ],
  [
    'the certificate of <host:token> is for <names+>, not for <wanted:token>',
    `${certificate} est établi pour <names>, et non pour <wanted>`,
  ],
  [
    "the certificate of <host:token> depends on an issuer's certificate that has expired (issued by <issuer:nameless>)",
    `${certificate} repose sur un certificat d’émetteur expiré (émetteur : <issuer>)`,
  ],
  [
    "the certificate of <host:token> depends on an issuer's certificate that is not valid yet (issued by <issuer:nameless>)",
    `${certificate} repose sur un certificat d’émetteur pas encore valable (émetteur : <issuer>)`,
  ],
  [
    'the certificate of <host:token> is not trusted: it is self-signed ("<subject:nameless>")',
    `${certificate} n’est pas digne de confiance : il est auto-signé (« <subject> »)`,
  ],
  [
    'the certificate of <host:token> was revoked by <issuer:nameless>',
    `${certificate} a été révoqué par son émetteur (<issuer>)`,
  ],
  [
    'the certificate of <host:token> is not trusted: its issuer "<issuer:nameless>" is unknown, or the server left out the chain',
    `${certificate} n’est pas digne de confiance : son émetteur « <issuer> » est inconnu, ou le serveur n’a pas envoyé la chaîne`,
  ],
  [
    'the certificate of <host:token> is not trusted (<code:token>, issued by <issuer:nameless>)',
    `${certificate} n’est pas digne de confiance (<code>, émetteur : <issuer>)`,
  ],

  [
    '<place> closed the connection when asked for a tunnel to <host:token>',
    '<place> a fermé la connexion à la demande d’un tunnel vers <host>',
  ],
  [
    '<place> sent endless headers instead of a tunnel',
    '<place> a envoyé des en-têtes sans fin au lieu d’ouvrir un tunnel',
  ],
  [
    '<place> wants a user and password; put them into its URL: http://user:password@proxy:port',
    '<place> demande un nom d’utilisateur et un mot de passe ; à mettre dans son URL : http://user:password@proxy:port',
  ],
  ['<place> refused a tunnel to <host:token>: <text>', '<place> a refusé un tunnel vers <host> : <text>'],
  [
    'the variable <name:token> names an unreadable address; expected a proxy such as http://proxy.example:3128',
    'la variable <name> contient une adresse illisible ; il faut un proxy tel que http://proxy.example:3128',
  ],
  [
    'the variable <name:token> names the scheme <scheme:token>; expected a proxy such as http://proxy.example:3128',
    'la variable <name> contient le schéma <scheme> ; il faut un proxy tel que http://proxy.example:3128',
  ],
];
