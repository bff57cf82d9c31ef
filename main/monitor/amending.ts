/** Changes of open incidents that no check brings: somebody acts, or a silence begins or ends. */
import type { House } from './house.ts';
import { outageIdOf } from './incident-id.ts';
import type { Alert, Incident, Silence } from './model.ts';
import { alertOf } from './verdict.ts';
import type { Watch } from './watch.ts';

/** A service that is down, with its incident as it is or is to be. */
export type AlarmedWatch = { readonly watch: Watch; readonly incident: Incident };

/** Amends all of them; of each outage one carries the alert, a critical one where there is one. */
export function tellTogether(
  house: House,
  amended: readonly AlarmedWatch[],
  what: (incident: Incident) => Pick<Alert, 'kind' | 'quiet'> & { readonly silence?: Silence | undefined },
): void {
  for (const group of Map.groupBy(amended, ({ incident }) => outageIdOf(incident)).values()) {
    const audible = group.filter(({ incident }) => incident.untold !== true);
    const carrier = audible.find(({ incident }) => incident.critical) ?? audible[0];
    for (const { watch, incident } of group.toSorted((a, b) => Number(a === carrier) - Number(b === carrier))) {
      if (watch !== carrier?.watch) amend(house, watch, incident);
      else {
        const { silence, ...rest } = what(incident);
        const alert = { ...alertOf(rest.kind, incident, watch.service, house.clock.wallMs()), ...rest };
        amend(house, watch, incident, silence === undefined ? alert : { ...alert, silence });
      }
    }
  }
}

/** The incident as it is from now on, with the alert that this owes. */
export function amend({ ledger }: House, watch: Watch, incident: Incident, alert?: Alert): void {
  const { service, standing } = watch;
  const { health } = standing;
  ledger.commit({ service, health, incident, ...(alert === undefined ? {} : { alert: { ...alert, incident } }) });
  watch.standing = { ...standing, incident };
}
