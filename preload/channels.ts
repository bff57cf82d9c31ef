/** What the desktop's page and program call each other by. */
export const channels = {
  /** With the command's name and its argument; answered with an `Answered`. */
  ask: 'asl-monitor:ask',
  /** The page begins to follow, or does no more: with a boolean. */
  follow: 'asl-monitor:follow',
  /** With a `Push`. */
  push: 'asl-monitor:push',
  /** To go to a place of the window: with a hash such as `#/incidents/ID`. */
  go: 'asl-monitor:go',
} as const;
