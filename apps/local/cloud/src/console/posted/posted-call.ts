import { type PostedCall } from '@pulso/console-api';

import { type WebhookCall } from '../../posted/start-webhook-receiver';

/** Headers that hold a secret, or say nothing about the call. */
const hidden = ['authorization', 'cookie', 'connection', 'host'];

/** Shows a call of a webhook. @param number - From 0, in the order in which they came. */
export const postedCall = ({ atMs, name, headers, body }: WebhookCall, number: number): PostedCall => ({
  number,
  atMs,
  name,
  headers: Object.entries(headers)
    .filter(([header]) => !hidden.includes(header))
    .map(([header, value]) => [header, [value].flat().join(', ')] as const),
  body: pretty(body),
});

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
