import type { RunDetail } from '@pulso/console-api';

import { lengthText, offsetText } from './describe-item';
import { selectedIds } from './runs-state';

/** The same as the waterfall, one row after the other in the order of time. */
export function RunTable({ run }: { readonly run: RunDetail }) {
  const rows = run.lanes
    .flatMap(({ title, items }) => items.map((item) => ({ title, item })))
    .sort((a, b) => a.item.startMs - b.item.startMs);
  return (
    <div class="run-scroll" tabIndex={0} role="group" aria-label="All that happened">
      <table class="run-table">
        <thead>
          <tr>
            <th scope="col">After</th>
            <th scope="col">Where</th>
            <th scope="col">What</th>
            <th scope="col">How long</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ title, item }) => (
            <tr key={item.id} class={item.isBad ? 'run-bad-row' : undefined}>
              <td class="number">{offsetText(item.startMs, run.askedAtMs)}</td>
              <td>{title}</td>
              <td>
                <button
                  type="button"
                  class="run-link"
                  aria-pressed={selectedIds.value.includes(item.id)}
                  onClick={() => (selectedIds.value = [item.id])}
                >
                  {item.isBad && item.kind !== 'fault' ? '✕ ' : ''}
                  {item.title}
                </button>
              </td>
              <td class="number">{lengthText(item)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
