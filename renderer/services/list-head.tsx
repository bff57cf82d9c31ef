/** Names of the columns; some of them sort the list. */
import { setParams } from '../state/route.ts';
import type { Order } from './filters.ts';
import { filters } from './list-state.ts';
import { listWords } from './words.ts';
import './list-head.css';

export function ListHead() {
  const { columns, uptimeHint } = listWords.value;
  return (
    <div class="list-head">
      <span />
      <Sort order="name">{columns.name}</Sort>
      <span>{columns.checks}</span>
      <Sort order="response" class="number response">
        {columns.response}
      </Sort>
      <span class="number uptime-day" title={uptimeHint}>
        {columns.day}
      </span>
      <span class="number uptime-week" title={uptimeHint}>
        {columns.week}
      </span>
      <Sort order="uptime" class="number uptime-month">
        {columns.month}
      </Sort>
      <Sort order="worst">{columns.state}</Sort>
    </div>
  );
}

type SortProps = { readonly order: Order; readonly class?: string; readonly children: string };

function Sort({ order, class: extra = '', children }: SortProps) {
  const isOn = filters.value.order === order;
  const name = listWords.value.sort[order];
  return (
    <button
      type="button"
      class={`sort ${extra}`}
      aria-pressed={isOn}
      title={name}
      onClick={() => setParams({ sort: isOn || order === 'worst' ? undefined : order })}
    >
      {children}
    </button>
  );
}
