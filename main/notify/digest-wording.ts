/** The sentences about many outages that are told as one. */
import { colon, counted } from './french-typography.ts';

export type DigestWording = {
  /** At least one of them is not 0. */
  title(down: number, over: number): string;
  /** None of them recovered. */
  closed(count: number): string;
  /** `until` is undefined while one is down. */
  span(from: string, until: string | undefined): string;
  /** One service of the list that is well again, after its shape and name. */
  memberUp(from: string, until: string, lasted: string): string;
  /** What the list has no room for and the thread tells. */
  inThread(count: number, down: number): string;
};

const services = (count: number): string => (count === 1 ? '1 service' : `${count} services`);
const are = (count: number): string => (count === 1 ? 'is' : 'are');
const were = (count: number): string => (count === 1 ? 'was' : 'were');

export const englishDigests: DigestWording = {
  title(down, over) {
    if (down === 0) return `${services(over)} ${were(over)} down and ${are(over)} up again`;
    const now = `${services(down)} ${are(down)} down`;
    return over === 0 ? now : `${now}, ${over} more ${were(over)} down and ${are(over)} up again`;
  },
  closed: (count) => `Incidents of ${services(count)} closed`,
  span: (from, until) => (until === undefined ? `Since ${from}` : `Between ${from} and ${until}`),
  memberUp: (from, until, lasted) => ` down from ${from} until ${until}, ${lasted}`,
  inThread: (count, down) =>
    down === 0 || down === count
      ? `and ${count} more, told in the thread`
      : `and ${count} more, told in the thread, ${down} of them down`,
};

const work = (count: number): string => (count < 2 ? 'fonctionne de nouveau' : 'fonctionnent de nouveau');

export const frenchDigests: DigestWording = {
  title(down, over) {
    if (down === 0) return `${counted(over, 'service')} ${over < 2 ? 'a' : 'ont'} connu une panne et ${work(over)}`;
    const now = `${counted(down, 'service')} en panne`;
    return over === 0 ? now : `${now}, ${counted(over, 'autre')} ${work(over)} après une panne`;
  },
  closed: (count) => `${count < 2 ? 'Incident clos' : 'Incidents clos'} pour ${counted(count, 'service')}`,
  span: (from, until) => (until === undefined ? `Depuis ${from}` : `Entre ${from} et ${until}`),
  memberUp: (from, until, lasted) => `${colon}panne de ${from} à ${until}, ${lasted}`,
  inThread(count, down) {
    const rest = `et ${counted(count, 'autre')}, dans le fil`;
    return down === 0 || down === count ? rest : `${rest}, dont ${down} en panne`;
  },
};
