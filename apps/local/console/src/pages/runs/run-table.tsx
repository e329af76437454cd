import type { RunDetail } from '@pulso/console-api';

import { lengthText, offsetText } from './describe-item';

/** The same as the waterfall as text, in the order of time. */
export function RunTable({ run: { lanes, askedAtMs } }: { readonly run: RunDetail }) {
  const rows = lanes
    .flatMap((lane) => lane.items.map((item) => ({ lane, item })))
    .sort((a, b) => a.item.startMs - b.item.startMs);
  return (
    <div class="run-scroll" tabIndex={0} role="group" aria-label="All that happened">
      <table class="run-table">
        <thead>
          <tr>
            {['After', 'Where', 'What', 'How long'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ lane, item }) => (
            <tr key={item.id}>
              <td>{offsetText(item.startMs, askedAtMs)}</td>
              <td>{lane.title}</td>
              <td class={item.isBad ? 'run-bad' : undefined}>
                {item.kind === 'fault' && 'Fault: '}
                {item.title}
              </td>
              <td>{lengthText(item)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
