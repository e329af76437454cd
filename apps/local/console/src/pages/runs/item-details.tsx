import type { RunDetail, RunItem } from '@pulso/console-api';

import { Moment } from '../../shell/moment';
import { lengthText, offsetText } from './describe-item';
import { logLines, selectedIds } from './runs-state';

/** What a person has chosen in the waterfall: the message or item, and the lines that the invocation has logged. */
export function ItemDetails({ run }: { readonly run: RunDetail }) {
  const chosen = run.lanes.flatMap(({ items }) => items.filter(({ id }) => selectedIds.value.includes(id)));
  const requestIds = new Set(chosen.map(({ requestId }) => requestId));
  const lines = logLines.value.filter(({ requestId }) => requestIds.has(requestId));
  return (
    <section class="run-details" aria-label="What is chosen">
      <p class="faint" role="status">
        {chosen.length === 0
          ? 'Choose a bar or a sign to see its message, its fields and its log lines.'
          : `${chosen.length} chosen; messages, fields and log lines follow.`}
      </p>
      {chosen.map((item) => (
        <Item key={item.id} item={item} zeroMs={run.askedAtMs} />
      ))}
      {lines.length > 0 && (
        <>
          <h3>{requestIds.size > 1 ? 'Log lines of these requests' : 'Log lines of the request'}</h3>
          <ol class="run-log" tabIndex={0} aria-label="Log lines">
            {lines.map(({ atMs, service, message }, index) => (
              <li key={index}>
                <Moment atMs={atMs} /> {service} <code>{message}</code>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function Item({ item, zeroMs }: { readonly item: RunItem; readonly zeroMs: number }) {
  return (
    <>
      <h3>{item.title}</h3>
      <p>
        <Moment atMs={item.startMs} />,{' '}
        {[offsetText(item.startMs, zeroMs), lengthText(item)].filter(Boolean).join(', ')}
        {item.isOnPath && '; the end of the run waited for it'}
      </p>
      <dl class="run-fields">
        {item.details.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value.startsWith('{') ? <pre tabIndex={0}>{indented(value)}</pre> : value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
}
