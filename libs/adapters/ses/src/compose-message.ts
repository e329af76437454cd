import { createHash } from 'node:crypto';

import { type Mailbox } from '@pulso/contracts/report-plan';
import { type MailToSend } from '@pulso/domain/delivery';
import MailComposer from 'nodemailer/lib/mail-composer';

export interface Letterhead {
  readonly from: Mailbox;
  readonly unsubscribe: string | undefined;
  readonly nowMs: number;
}

/**
 * Writes a mail as it travels: text and HTML as alternatives, pictures beside the HTML that shows them, and files.
 *
 * `Auto-Submitted` keeps vacation replies away. SES replaces `Date` and `Message-ID` by its own, so two mails of one
 * report can't be told to be one. All of a report's mails name the same `References`, by which mail programs show a
 * repetition and a correction as one conversation with what they follow.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2387, https://www.rfc-editor.org/rfc/rfc3834#section-5 and
 *   https://www.rfc-editor.org/rfc/rfc2369#section-3.2 for `List-Unsubscribe`
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4 for `References`
 * @see https://docs.aws.amazon.com/ses/latest/dg/header-fields.html
 */
export const composeMessage = (mail: MailToSend, { from, unsubscribe, nowMs }: Letterhead): Promise<Buffer> =>
  new MailComposer({
    from,
    to: mail.to.map((address) => ({ name: '', address })),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: new Date(nowMs),
    messageId: messageIdOf(mail.reference, from.address),
    references: messageIdOf(mail.conversation, from.address),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribe === undefined ? {} : { 'List-Unsubscribe': `<${unsubscribe}>` }),
    },
    attachments: (mail.attachments ?? []).map(({ fileName, contentType, content, contentId }) => ({
      filename: fileName,
      contentType,
      content: Buffer.from(content),
      ...(contentId === undefined
        ? { contentDisposition: 'attachment' }
        : { cid: contentId, contentDisposition: 'inline' }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();

/** The same for the same name. */
function messageIdOf(reference: string, address: string): string {
  const domain = /@([^\s@]+)$/.exec(address)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(reference).digest('hex').slice(0, 32)}@${domain}>`;
}
