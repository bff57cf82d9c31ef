// A company that does not exist: what its services are called, and how quickly they answer.

/** `responseMs`: on a quiet day. `gateway`: what they stand behind; those of one fail together. */
export const cast = [
  ['API gateway', 'api.shop.example', 'Shop', 'eu', 38, 'Front door of the shop; everything else hangs off it'],
  ['Checkout', 'checkout.shop.example', 'Shop', 'eu', 92],
  ['Product search', 'search.shop.example', 'Shop', 'eu', 140],
  ['Payments', 'pay.shop.example', 'Shop', 'eu', 210],
  ['Images', 'images.shop.example', 'Shop', 'edge', 24],
  ['Customer portal', 'portal.shop.example', 'Shop', 'eu', 110],
  ['Single sign-on', 'login.office.example', 'Office', 'core', 65],
  ['Mail relay', 'mail.office.example', 'Office', 'core', 48],
  ['Wiki', 'wiki.office.example', 'Office', 'us', 180],
  ['Git', 'git.office.example', 'Office', 'us', 75],
  ['Reports', 'reports.data.example', 'Data', 'us', 620],
  ['Metrics', 'metrics.data.example', 'Data', 'us', 33],
  ['Event stream', 'events.data.example', 'Data', 'us', 19],
  ['Status page', 'status.shop.example', undefined, 'edge', 55],
].map(([name, host, group, tag, responseMs, description]) => ({
  name,
  host,
  url: `https://${host}/health`,
  group,
  tag,
  responseMs,
  description,
  critical: group !== 'Data',
}));

/** The configuration that watches them. */
export function configuration() {
  const services = cast.map(({ name, url, group, tag, description, critical }) =>
    [
      `  - name: ${name}`,
      `    url: ${url}`,
      ...(group === undefined ? [] : [`    group: ${group}`]),
      `    tags: [${tag}]`,
      ...(critical ? [] : ['    critical: false']),
      ...(description === undefined
        ? []
        : [`    description: ${description}`, '    runbook: https://wiki.office.example/runbooks/api']),
    ].join('\n'),
  );
  return `services:
${services.join('\n\n')}

monitoring:
  check_interval: 2
  retry_interval: 0.5
  default_timeout: 2

connectivity:
  enabled: false

slack:
  enabled: false
`;
}
