/** The five states as shapes: the same ones that the tray has, told apart without colour and at 16 pixels. */
import type { AggregateState } from '../../main/monitor/aggregate.ts';
import './state-mark.css';

const shapes: Readonly<Record<AggregateState, preact.JSX.Element>> = {
  ok: <circle cx="8" cy="8" r="5" fill="currentColor" />,
  degraded: (
    <path d="M8 2.6 14 13H2z" fill="currentColor" stroke="currentColor" stroke-width="1" stroke-linejoin="round" />
  ),
  down: <rect x="2.25" y="2.25" width="11.5" height="11.5" rx="1.5" fill="currentColor" />,
  unknown: (
    <circle cx="8" cy="8" r="4.75" fill="none" stroke="currentColor" stroke-width="1.75" stroke-dasharray="2.6 2.37" />
  ),
  paused: (
    <g fill="currentColor">
      <rect x="3.5" y="3" width="3.25" height="10" rx="1" />
      <rect x="9.25" y="3" width="3.25" height="10" rx="1" />
    </g>
  ),
};

/** Says nothing to those who listen: a word stands beside it. */
export function StateMark({ state, size = 16 }: { readonly state: AggregateState; readonly size?: number }) {
  return (
    <svg class={`mark ${state}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}
