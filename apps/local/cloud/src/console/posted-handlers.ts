import { type Handlers, type MailSummary } from '@pulso/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { type ReadMail, readMail } from '../posted/read-mail';
import { decodeHeader } from './posted/decode-header';
import { RefusedOperationError } from './errors';
import { postedCall } from './posted/posted-call';

type PostedOperation = 'mails.list' | 'mails.read' | 'webhooks.list';

/** @returns What shows the mails and the calls of webhooks that were sent in this run. */
export function createPostedHandlers({
  mails,
  webhookCalls,
}: Pick<LocalCloud, 'mails' | 'webhookCalls'>): Handlers<PostedOperation> {
  return {
    'mails.list': () =>
      mails()
        .map(({ message }, number) => summaryOf(readMail(message), number))
        .toReversed(),
    'mails.read': ({ number }) => {
      const mail = mails()[number];
      if (!mail) throw new RefusedOperationError(`There is no mail ${number}.`);
      const { headers, text, html } = readMail(mail.message);
      return { ...summaryOf({ headers }, number), text, hasHtml: html !== '' };
    },
    'webhooks.list': () => webhookCalls().map(postedCall).toReversed(),
  };
}

const summaryOf = ({ headers }: Pick<ReadMail, 'headers'>, number: number): MailSummary => ({
  number,
  from: decodeHeader(headers['from'] ?? ''),
  to: decodeHeader(headers['to'] ?? ''),
  subject: decodeHeader(headers['subject'] ?? ''),
  atMs: Date.parse(headers['date'] ?? '') || 0,
});
