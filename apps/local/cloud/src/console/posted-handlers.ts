import { type Handlers, type Mail, type PostedCall } from '@pulso/local/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { readMail } from '../posted/read-mail';
import { type WebhookCall } from '../posted/webhooks';

/** @returns What shows the mails and the calls of webhooks that were sent in this run. */
export const createPostedHandlers = ({
  mails,
  webhookCalls,
}: Pick<LocalCloud, 'mails' | 'webhookCalls'>): Handlers<'mails.list' | 'webhooks.list'> => ({
  'mails.list': () => mails().map(shownMail).toReversed(),
  'webhooks.list': () => webhookCalls().map(postedCall).toReversed(),
});

function shownMail({ message }: { readonly message: string }, number: number): Mail {
  const { headers, text, html } = readMail(message);
  const { from = '', to = '', subject = '', date = '' } = headers;
  return { number, from, to, subject, atMs: Date.parse(date) || 0, text, hasHtml: html !== '' };
}

/** Headers that hold a secret, or say nothing about the call. */
const hidden = ['authorization', 'cookie', 'connection', 'host'];

/** Shows a call of a webhook. @param number - From 0, in the order in which they came. */
const postedCall = ({ atMs, name, headers, body }: WebhookCall, number: number): PostedCall => ({
  number,
  atMs,
  name,
  headers: Object.entries(headers)
    .filter(([header]) => !hidden.includes(header))
    .map(([header, value]) => [header, [value].flat().join(', ')] as const),
  body,
});
