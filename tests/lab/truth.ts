/** What a scenario has really done, and when: the standard that the program is judged by. Times are epoch milliseconds. */
export type Outage = {
  readonly services: readonly string[];
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
};

/** A time in which the laptop is to blame for what it cannot see. */
export type Blindness = {
  readonly why: string;
  /** Services whose state cannot be told meanwhile. */
  readonly hides: readonly string[];
  readonly hidesSlack: boolean;
  readonly from: number;
  readonly to?: number;
};

export type Truth = { readonly outages: readonly Outage[]; readonly blindness: readonly Blindness[] };

export type TruthBook = {
  readonly truth: Truth;
  /** Each gives the function that notes the end. */
  outage(services: readonly string[], from: number): (to: number) => void;
  blindness(blindness: Omit<Blindness, 'to'>): (to: number) => void;
};

export function createTruthBook(): TruthBook {
  const outages: Outage[] = [];
  const blindness: Blindness[] = [];

  function open<T extends object>(list: T[], entry: T): (to: number) => void {
    const at = list.push(entry) - 1;
    return (to) => {
      list[at] = { ...entry, to };
    };
  }

  return {
    truth: { outages, blindness },
    outage: (services, from) => open<Outage>(outages, { services, from }),
    blindness: (begun) => open<Blindness>(blindness, begun),
  };
}
