import {
  ofAddresses,
  ofBody,
  ofCertificate,
  ofCode,
  ofCodings,
  ofDeadline,
  ofHeader,
  ofParser,
  ofProxyVariable,
  ofStatus,
  ofTunnel,
  withoutCertificate,
} from './french-samples.ts';

/** With "~" for the space that breaks no line. */
export type Row = readonly [english: string, french: string];

const ssl = (part: string): string => ofCode(`ERR_SSL_${part}`, 'tls');
const fiveNames = ['api.example.com', 'a.example', 'b.example', 'c.example', 'd.example'];

const connections: readonly Row[] = [
  [ofCode('ECONNREFUSED'), '10.1.2.3:443 a refusé la connexion'],
  [ofCode('EHOSTUNREACH'), 'aucune route vers 10.1.2.3:443'],
  [ofCode('EHOSTDOWN'), 'l’hôte derrière 10.1.2.3:443 est hors service'],
  [ofCode('ENETUNREACH'), 'le réseau où se trouve 10.1.2.3:443 est injoignable'],
  [ofCode('ENETDOWN'), 'le réseau est coupé sur le chemin vers 10.1.2.3:443'],
  [ofCode('EADDRNOTAVAIL'), 'cette machine n’a pas d’adresse pour joindre 10.1.2.3:443'],
  [ofCode('EACCES'), 'cette machine interdit la connexion vers 10.1.2.3:443'],
  [ofCode('EMFILE'), 'cette machine a trop de fichiers ouverts pour joindre 10.1.2.3:443'],
  [ofCode('ENOBUFS'), 'cette machine n’a plus assez de mémoire pour joindre 10.1.2.3:443'],
  [ofCode('ECONNRESET'), '10.1.2.3:443 a coupé la connexion'],
  [ofCode('ECONNRESET', 'tls'), '10.1.2.3:443 a interrompu la négociation TLS'],
  [ofCode('ECONNRESET', 'first_byte'), '10.1.2.3:443 a fermé la connexion sans répondre'],
  [ofCode('ECONNRESET', 'body'), '10.1.2.3:443 a fermé la connexion avant la fin de sa réponse'],
  [ofCode('E_NEVER_SEEN'), '10.1.2.3:443~: what the library says (E_NEVER_SEEN)'],
  [
    ofAddresses(['ENETUNREACH', '2001:db8::1'], ['ETIMEDOUT', '10.0.0.1'], ['E_ODD', '10.0.0.2', 'odd']),
    'le réseau où se trouve [2001:db8::1]:443 est injoignable~; connexion vers 10.0.0.1:443~: délai dépassé (DNS 2~ms)~; 10.0.0.2:443~: odd (E_ODD)',
  ],
];

const lookups: readonly Row[] = [
  [ofCode('ENOTFOUND', 'dns'), 'résolution DNS impossible pour 10.1.2.3:443~: hôte inconnu (ENOTFOUND)'],
  [ofCode('ENODATA', 'dns'), 'résolution DNS impossible pour 10.1.2.3:443~: le nom n’a pas d’adresse (ENODATA)'],
  [
    ofCode('EAI_AGAIN', 'dns'),
    'résolution DNS impossible pour 10.1.2.3:443~: aucun serveur DNS n’a répondu (EAI_AGAIN)',
  ],
  [ofCode('EAI_FAIL', 'dns'), 'résolution DNS impossible pour 10.1.2.3:443~: le serveur DNS est en erreur (EAI_FAIL)'],
  [ofCode('EAI_SYSTEM', 'dns'), 'résolution DNS impossible pour 10.1.2.3:443~: what the library says (EAI_SYSTEM)'],
  [ofDeadline('dns'), 'résolution DNS pour 10.1.2.3:443~: délai de 10~s dépassé'],
  [ofCode('ERR_INVALID_URL', 'dns'), 'l’URL indiquée pour 10.1.2.3:443 n’en est pas une'],
  [ofCode('UND_ERR_INVALID_ARG', 'dns'), 'la requête ne peut pas être envoyée~: what the library says'],
];

const finished = '(DNS 2~ms, TCP 1,5~s, TLS 30~ms, premier octet 0,4~ms)';
const deadlines: readonly Row[] = [
  [ofDeadline('tcp'), `connexion vers 10.1.2.3:443~: délai de 10~s dépassé ${finished}`],
  [ofDeadline('tls', 1_250), `négociation TLS avec 10.1.2.3:443~: délai de 1,25~s dépassé ${finished}`],
  [ofDeadline('first_byte', 500), `10.1.2.3:443 ne répond pas~: délai de 500~ms dépassé ${finished}`],
  [ofDeadline('body'), `10.1.2.3:443 n’a pas fini d’envoyer le corps~: délai de 10~s dépassé ${finished}`],
  [ofCode('ETIMEDOUT', 'tls'), `négociation TLS avec 10.1.2.3:443~: délai dépassé ${finished}`],
  [
    // As `connection.ts` names the way through a proxy.
    ofDeadline('tcp', 10_000, 'a.example:443 through the proxy 10.0.0.1:3128'),
    `connexion vers a.example:443 via le proxy 10.0.0.1:3128~: délai de 10~s dépassé ${finished}`,
  ],
];

const handshakes: readonly Row[] = [
  [ssl('WRONG_VERSION_NUMBER'), '10.1.2.3:443 ne parle pas TLS~; l’URL devrait-elle commencer par http://~?'],
  [ssl('TLSV1_UNRECOGNIZED_NAME'), '10.1.2.3:443 n’a pas de certificat pour le nom qui figure dans l’URL'],
  [ssl('CERTIFICATE_REQUIRED'), '10.1.2.3:443 exige un certificat client'],
  [ssl('NO_APPLICATION_PROTOCOL'), '10.1.2.3:443 ne propose pas HTTP/1.1 sur TLS'],
  [ssl('UNSUPPORTED_PROTOCOL'), '10.1.2.3:443 n’accepte aucune version de TLS à partir de 1.2'],
  [ssl('HANDSHAKE_FAILURE'), '10.1.2.3:443 a refusé la négociation TLS (handshake failure)'],
  [ssl('ODD'), 'échec de TLS avec 10.1.2.3:443~: what the library says'],
];

const certificates: readonly Row[] = [
  [withoutCertificate(), 'est illisible (ERR_X)'],
  [ofCertificate('X', {}, [-9, -1]), 'a expiré le 2026-02-28 (émetteur~: R3)'],
  [ofCertificate('X', {}, [1, 9]), 'n’est pas valable avant le 2026-03-02 (émetteur~: R3)'],
  [
    ofCertificate('ERR_TLS_CERT_ALTNAME_INVALID', { names: ['a.example', 'b.example'] }),
    'est établi pour a.example, b.example, et non pour api.example.com',
  ],
  [
    ofCertificate('HOSTNAME_MISMATCH', { names: [...fiveNames, 'x', 'y'] }),
    `est établi pour ${fiveNames.join(', ')} et 2 autres, et non pour api.example.com`,
  ],
  [
    ofCertificate('HOSTNAME_MISMATCH', { names: [], subject: 'no name' }),
    'n’est établi pour aucun nom, ni donc pour api.example.com',
  ],
  [ofCertificate('CERT_HAS_EXPIRED'), 'repose sur un certificat d’émetteur expiré (émetteur~: R3)'],
  [
    ofCertificate('CERT_NOT_YET_VALID', { issuer: 'no name' }),
    'repose sur un certificat d’émetteur pas encore valable (émetteur~: sans nom)',
  ],
  [
    ofCertificate('DEPTH_ZERO_SELF_SIGNED_CERT'),
    'n’est pas digne de confiance~: il est auto-signé («~api.example.com~»)',
  ],
  [ofCertificate('CERT_REVOKED'), 'a été révoqué par son émetteur (R3)'],
  [
    ofCertificate('UNABLE_TO_VERIFY_LEAF_SIGNATURE', { issuer: 'My "own" CA' }),
    'n’est pas digne de confiance~: son émetteur «~My "own" CA~» est inconnu, ou le serveur n’a pas envoyé la chaîne',
  ],
  [ofCertificate('INVALID_PURPOSE'), 'n’est pas digne de confiance (INVALID_PURPOSE, émetteur~: R3)'],
].map(([english = '', rest]) => [english, `le certificat présenté par api.example.com ${rest}`]);

const proxies: readonly Row[] = [
  [
    ofProxyVariable('http://'),
    'la variable https_proxy contient une adresse illisible~; il faut un proxy tel que http://proxy.example:3128',
  ],
  [
    ofProxyVariable('socks5://proxy:1080'),
    'la variable https_proxy contient le schéma socks5://~; il faut un proxy tel que http://proxy.example:3128',
  ],
  [
    await ofTunnel(undefined),
    'le proxy 10.0.0.1:3128 a fermé la connexion à la demande d’un tunnel vers a.example:443',
  ],
  [
    await ofTunnel('x'.repeat(20_000)),
    'le proxy 10.0.0.1:3128 a envoyé des en-têtes sans fin au lieu d’ouvrir un tunnel',
  ],
  [await ofTunnel('SSH-2.0\r\n\r\n'), 'le proxy 10.0.0.1:3128 a répondu par autre chose que du HTTP~: «~SSH-2.0~»'],
  [
    await ofTunnel('HTTP/1.1 407 Who\r\n\r\n'),
    'le proxy 10.0.0.1:3128 demande un nom d’utilisateur et un mot de passe~; à mettre dans son URL~: http://user:password@proxy:port',
  ],
  [
    await ofTunnel('HTTP/1.1 403 Not here; no\r\n\r\n'),
    'le proxy 10.0.0.1:3128 a refusé un tunnel vers a.example:443~: 403 Not here; no',
  ],
];

const answers: readonly Row[] = [
  [ofCode('X', 'first_byte', 'bad upgrade'), '10.1.2.3:443 a changé de protocole (101) sans qu’on le demande'],
  [ofCode('UND_ERR_HEADERS_OVERFLOW', 'first_byte'), 'les en-têtes envoyés par 10.1.2.3:443 dépassent 64 Kio'],
  [
    ofParser('Parse (Invalid character)', 'body'),
    'le corps envoyé par 10.1.2.3:443 enfreint le protocole HTTP~: Invalid character',
  ],
  [
    ofParser('Parse (X)', 'first_byte', '\u0015\u0003'),
    '10.1.2.3:443 parle TLS~; l’URL devrait-elle commencer par https://~?',
  ],
  [
    ofParser('Parse (X)', 'first_byte', '220 smtp; hello'),
    '10.1.2.3:443 a répondu par autre chose que du HTTP~: «~220 smtp; hello~»',
  ],
  [
    ofParser('Parse (Expected HTTP/)', 'first_byte'),
    '10.1.2.3:443 a répondu par autre chose que du HTTP~: Expected HTTP/',
  ],
  [await ofCodings('pack'), 'le corps envoyé par 10.1.2.3:443 est illisible~: son content-encoding pack est inconnu'],
  [
    await ofCodings('br', 'br', 'br', 'br', 'br'),
    'le corps envoyé par 10.1.2.3:443 est illisible~: son content-encoding br, br, br, br, br a trop de niveaux',
  ],
  [await ofCodings('deflate'), 'le corps envoyé par 10.1.2.3:443 est illisible~: son codage deflate est corrompu'],
];

const expectations: readonly Row[] = [
  [ofStatus([[200, 200]], 503, 'Service Unavailable'), 'statut 503 Service Unavailable au lieu de 200'],
  [
    ofStatus(
      [
        [200, 299],
        [304, 304],
      ],
      404,
    ),
    'statut 404 au lieu de 200–299 ou 304',
  ],
  [ofHeader({ name: 'x-node' }), 'l’en-tête x-node est absent'],
  [ofHeader({ name: 'x-node', equals: 'a' }, 'b'), 'l’en-tête x-node vaut «~b~», valeur attendue~: «~a~»'],
  [ofHeader({ name: 'x-node', contains: 'a' }, 'b'), 'l’en-tête x-node vaut «~b~», contenu attendu~: «~a~»'],
  [ofBody({ contains: ['well'] }, ''), 'le corps ne contient pas «~well~»~; il est vide'],
  [ofBody({ contains: ['well'] }, 'ill'), 'le corps ne contient pas «~well~»~; il commence par «~ill~»'],
  [ofBody({ notContains: ['ill'] }, 'so ill!'), 'le corps contient «~ill~»~: «~so ill!~»'],
  [
    ofBody({ notContains: ['"is": "down"'] }, '{"it": 1, "is": "down"}'),
    'le corps contient «~"is": "down"~»~: «~{"it": 1, "is": "down"}~»',
  ],
  [ofBody({ matches: ['^well'] }, 'ill'), 'le corps ne correspond pas à «~^well~»~; il commence par «~ill~»'],
  [
    ofBody({ matches: ['slow'] }, 'ill'),
    'l’expression «~slow~» demande trop de temps sur ce corps et doit être simplifiée~; il commence par «~ill~»',
  ],
  [ofBody({ json: [{ path: '$.a', equals: 1 }] }, 'ill'), 'le corps n’est pas du JSON~; il commence par «~ill~»'],
  [ofBody({ contains: ['well'] }, 'ill', false), 'le corps dépasse 1 Mio, et son premier Mio ne contient pas «~well~»'],
  [
    ofBody({ notContains: ['ill'] }, 'well', false),
    'le corps dépasse 1 Mio, et son premier Mio ne dit pas si «~ill~» s’y trouve',
  ],
  [
    ofBody({ matches: ['well'] }, 'ill', false),
    'le corps dépasse 1 Mio, et son premier Mio ne correspond pas à «~well~»',
  ],
  [
    ofBody({ json: [{ path: '$.a', equals: 1 }] }, '{', false),
    'le corps dépasse 1 Mio, et son premier Mio n’est pas un JSON complet',
  ],
  [ofBody({ json: [{ path: 'a..', equals: 1 }] }, '{}'), '«~a..~» n’est pas un chemin JSON tel que $.a.b[0]'],
  [
    ofBody({ json: [{ path: '$.a[0]', equals: 'x' }] }, '{"a":[]}'),
    'JSON~: $.a[0] est absent, valeur attendue~: "x"~; $.a vaut []',
  ],
  [ofBody({ json: [{ path: '$.a', equals: 'x' }] }, '{"a":"y"}'), 'JSON~: $.a vaut "y", valeur attendue~: "x"'],
  [
    ofBody({ json: [{ path: '$.a', equals: '1' }] }, '{"a":1}'),
    'JSON~: $.a vaut le nombre 1, valeur attendue~: la chaîne "1"',
  ],
  [
    ofBody({ json: [{ path: '$.a', equals: true }] }, '{"a":[]}'),
    'JSON~: $.a vaut la liste [], valeur attendue~: le booléen true',
  ],
  [ofBody({ json: [{ path: '$.a', equals: null }] }, '{"a":{}}'), 'JSON~: $.a vaut l’objet {}, valeur attendue~: null'],
  [
    ofBody({ json: [{ path: '$.a', equals: 'x' }] }, '{"a":"y is missing, expected x; $ is z"}'),
    'JSON~: $.a vaut "y is missing, expected x; $ is z", valeur attendue~: "x"',
  ],
];

/** What comes to pass only with a socket, or never (the first). The test looks whether the sources still say so. */
const written: readonly Row[] = [
  ['the lookup of a.example was broken off', 'la résolution DNS pour a.example a été interrompue'],
  ['10.1.2.3:443 sends without end', '10.1.2.3:443 envoie des données sans fin'],
  ['10.1.2.3:443 redirects (302) without saying whereto', '10.1.2.3:443 redirige (302) sans dire vers où'],
  [
    '10.1.2.3:443 redirects to "ftp://b; c", which is no web address',
    '10.1.2.3:443 redirige vers «~ftp://b; c~», qui n’est pas une adresse web',
  ],
  [
    'redirected more than 10 times (redirected to https://b.example/(x))',
    'plus de 10 redirections (après redirection vers https://b.example/(x))',
  ],
  [
    'body does not contain "a"; it begins with "b" (redirected to https://b.example/)',
    'le corps ne contient pas «~a~»~; il commence par «~b~» (après redirection vers https://b.example/)',
  ],
];

/** Every sentence that a check can say, made by what makes it wherever that needs no socket, and its French. */
export const rows: readonly Row[] = [
  ...[connections, lookups, deadlines, handshakes, certificates],
  ...[proxies, answers, expectations, written],
].flat();
