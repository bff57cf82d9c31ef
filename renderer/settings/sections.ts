/** The parts of the settings, in the order in which they stand. */
export const sections = [
  'services',
  'monitoring',
  'slack',
  'notifications',
  'connectivity',
  'maintenance',
  'appearance',
  'files',
] as const;

export type Section = (typeof sections)[number];

/** What the address names; undefined where it names none, or one that does not exist. */
export function sectionOf(chosen: string | undefined): Section | undefined {
  return sections.find((section) => section === chosen);
}
