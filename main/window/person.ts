/** Who sits at this machine, as the system knows them. */
import { userInfo } from 'node:os';
import type { Actor } from '../monitor/model.ts';

export function personHere(via: Actor['via']): Actor {
  try {
    return { name: userInfo().username, via };
  } catch {
    // A container may run as a user that has no name.
    return { name: via, via };
  }
}
