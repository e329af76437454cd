import type { RunDetail, RunItem } from '@pulso/local/console-api';

import { JsonValue } from '../../shell/json-value';
import { Moment } from '../../shell/moment';
import { describeItem } from './describe-item';
import { logLines, selectedIds } from './runs-state';

/** What a person has chosen in the waterfall: the message or item, and the lines that the invocation has logged. */
export function ItemDetails({ run }: { readonly run: RunDetail }) {
  const chosen = run.lanes.flatMap(({ items }) => items.filter(({ id }) => selectedIds.value.includes(id)));
  const requestIds = new Set(chosen.map(({ requestId }) => requestId));
  const lines = logLines.value.filter(({ requestId }) => requestIds.has(requestId));
  return (
    <section {...(chosen.length > 0 && { class: 'run-details', tabIndex: 0 })} aria-label="What is chosen">
      <p class="faint" role="status">
        {chosen.length > 0 && `${chosen.length} chosen; another click ends it.`}
      </p>
      {chosen.map((item) => (
        <Item key={item.id} item={item} zeroMs={run.askedAtMs} />
      ))}
      {lines.length > 0 && (
        <>
          <h2>Log lines of the {requestIds.size > 1 ? 'invocations' : 'invocation'}</h2>
          <ol class="plain run-log">
            {lines.map(({ atMs, service, message }, index) => (
              <li key={index}>
                <Moment atMs={atMs} /> {service} <JsonValue text={message} beside={['runId']} />
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
      <h2>
        <Moment atMs={item.startMs} /> {describeItem(item, zeroMs)}
      </h2>
      <dl class="fields">
        {item.details.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value.startsWith('{') ? <JsonValue text={value} /> : value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
