import { type Handlers, type Mail, type PostedCall } from '@pulso/local/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { readMail } from '../posted/read-mail';
import { type WebhookCall } from '../posted/start-webhook-receiver';

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
  const header = (name: string): string => decodeHeader(headers[name] ?? '');
  const atMs = Date.parse(header('date')) || 0;
  return {
    number,
    from: header('from'),
    to: header('to'),
    subject: header('subject'),
    atMs,
    text,
    hasHtml: html !== '',
  };
}

/**
 * Decodes the words of a header that are not ASCII: `=?UTF-8?B?4oCm?=`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2047
 */
const decodeHeader = (value: string): string =>
  value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('utf8')
        : Buffer.from(text.replaceAll('_', ' ').replace(/=([\dA-F]{2})/gi, latin1Of), 'latin1').toString('utf8'),
    );

const latin1Of = (_: string, hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));

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
  body: pretty(body),
});

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
