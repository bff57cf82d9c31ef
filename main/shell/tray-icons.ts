import type { AggregateState } from '../monitor/aggregate.ts';

export type TrayIconWish = {
  readonly state: AggregateState;
  readonly platform: NodeJS.Platform;
  readonly scaleFactor: number;
  readonly isDark: boolean;
};

export function trayIconFile({ state }: TrayIconWish): { readonly file: string; readonly isTemplate: boolean } {
  return { file: `${state}.png`, isTemplate: false };
}
