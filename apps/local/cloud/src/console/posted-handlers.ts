import { type Handlers, type Mail } from '@pulso/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { readMail } from '../posted/read-mail';
import { decodeHeader } from './posted/decode-header';
import { postedCall } from './posted/posted-call';

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
