import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PostedCall } from '@pulso/console-api';

import { call } from '../../api/call';
import { Moment } from '../../shell/moment';
import { refresh } from '../../state/overview';
import { hrefOf } from '../../state/route';

const calls = signal<readonly PostedCall[]>([]);

export const loadWebhookCalls = (): Promise<void> =>
  refresh(async () => {
    calls.value = await call('webhooks.list', {});
  });

/** What the webhooks of the stage were called with, latest first. */
export function WebhookList({ openNumber }: { readonly openNumber: string | undefined }) {
  useEffect(() => void loadWebhookCalls(), []);
  if (calls.value.length === 0) {
    return <p class="chat-empty">No webhook was called in this run. A report to a destination of type webhook does.</p>;
  }
  return (
    <ul class="chat-posts">
      {calls.value.map(({ number, name, atMs, body }) => (
        <li key={number}>
          <a
            class="chat-item"
            href={hrefOf('chat', 'webhooks', String(number))}
            aria-current={String(number) === openNumber ? 'true' : undefined}
          >
            <span>
              <strong>{name}</strong>
              <Moment atMs={atMs} />
            </span>
            <span class="chat-last">{body.length} characters</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** One call: headers and body. */
export function WebhookCallView({ number }: { readonly number: string }) {
  const shown = calls.value.find((each) => String(each.number) === number);
  if (!shown) return null;
  return (
    <>
      <header class="chat-head">
        <a class="chat-back" href={hrefOf('chat', 'webhooks')}>
          Webhook calls
        </a>
        <h2>{shown.name}</h2>
        <Moment atMs={shown.atMs} />
      </header>
      <div class="chat-plain" tabIndex={0} role="region" aria-label="The call">
        <table>
          <caption>Headers</caption>
          <tbody>
            {shown.headers.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <h3>Body</h3>
        <pre>{shown.body}</pre>
      </div>
    </>
  );
}
