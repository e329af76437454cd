import { createHash } from 'node:crypto';

import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { type Mailbox, mailboxOf } from '@pulso/contracts/report-plan';
import { type MailToSend, type PostOutcome, type SendMail } from '@pulso/domain/delivery';
import { classifyNetworkError, defined } from '@pulso/kit/telegram';
import { type Clock } from '@pulso/kit/time';
import MailComposer from 'nodemailer/lib/mail-composer';

export interface SendMailOptions {
  /** The sender: an address, or `Name <address>`, of a verified identity. */
  readonly from: string;
  /** SES's configuration set. Absent: the identity's default. */
  readonly configurationSetName?: string | undefined;
  /** Where readers unsubscribe: an https or mailto address. Absent: no `List-Unsubscribe`. */
  readonly unsubscribe?: string | undefined;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * Sends mails by SES as raw messages: only these can carry inline pictures.
 *
 * @param client - Create it with `maxAttempts: 1` and without kept connections: SES has no idempotency key, so a retry
 *   after a lost answer would send an unmarked second mail. It must give up within `botApiCallTimeoutMs`.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html `Source`, for the form of a sender
 */
export const createSendMail =
  (client: SESv2Client, { from: sender, configurationSetName, unsubscribe, clock }: SendMailOptions): SendMail =>
  async (mail) => {
    const from = mailboxOf(sender);
    let message: Uint8Array;
    try {
      message = await composeMessage(mail, { from, unsubscribe, nowMs: clock.nowMs() });
    } catch (error) {
      return { status: 'rejected', reason: `the message can't be written (${nameOf(error)})` };
    }
    try {
      await client.send(
        new SendEmailCommand({
          // Only the address: SES refuses a name beyond ASCII, which the message itself encodes.
          FromEmailAddress: from.address,
          Destination: { ToAddresses: [...mail.to] },
          Content: { Raw: { Data: message } },
          ...defined({ ConfigurationSetName: configurationSetName }),
        }),
      );
      return { status: 'accepted' };
    } catch (error) {
      return classifySesError(error);
    }
  };

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

interface Letterhead {
  readonly from: Mailbox;
  readonly unsubscribe: string | undefined;
  readonly nowMs: number;
}

/**
 * Writes a raw mail: text and HTML as alternatives, pictures beside the HTML that shows them, and files.
 *
 * `Auto-Submitted` keeps vacation replies away. SES replaces `Date` and `Message-ID`, so mail programs can't recognize a
 * repeated mail. All mails of a report have the same `References`, so that mail programs show repetitions and
 * corrections as one conversation.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2387, https://www.rfc-editor.org/rfc/rfc3834#section-5 and
 *   https://www.rfc-editor.org/rfc/rfc2369#section-3.2 for `List-Unsubscribe`
 * @see https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4 for `References`
 * @see https://docs.aws.amazon.com/ses/latest/dg/header-fields.html
 */
const composeMessage = (mail: MailToSend, { from, unsubscribe, nowMs }: Letterhead): Promise<Buffer> =>
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

/** Equal references give equal ids. */
function messageIdOf(reference: string, address: string): string {
  const domain = /@([^\s@]+)$/.exec(address)?.[1] ?? 'localhost';
  return `<${createHash('sha256').update(reference).digest('hex').slice(0, 32)}@${domain}>`;
}

/**
 * Permanent refusals.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors
 */
const lasting = new Set([
  'AccountSuspendedException',
  'BadRequestException',
  'MailFromDomainNotVerifiedException',
  'MessageRejected',
  'NotFoundException',
  'SendingPausedException',
]);

/** Besides status 429. */
const throttling = new Set(['ThrottlingException', 'Throttling']);

/** Milliseconds: SES counts per second, and the account has other senders. */
const throttledForMs = 15_000;

/** Errors before a request is signed. */
const beforeRequest = new Set(['CredentialsProviderError']);

/**
 * Classifies an error of SES.
 *
 * SES's messages quote addresses, so only names are passed on.
 *
 * @param error - What the client threw.
 */
export function classifySesError(error: unknown): Exclude<PostOutcome, { status: 'accepted' }> {
  // Not by `instanceof`: classes differ between bundles.
  const { name = 'unknown error', $metadata }: SdkError = Object(error);
  const httpStatus = $metadata?.httpStatusCode;
  if (lasting.has(name)) return { status: 'rejected', reason: name };
  if (throttling.has(name) || httpStatus === 429) return { status: 'postponed', delayMs: throttledForMs };
  if (beforeRequest.has(name)) return { status: 'not-sent', reason: name };
  if (httpStatus === undefined) return classifyNetworkError(error);
  // A daily quota, missing rights, a wrong clock: time or an operator mends it.
  if (httpStatus >= 400 && httpStatus < 500) return { status: 'not-sent', reason: name };
  return { status: 'unknown', reason: `${name}, HTTP ${httpStatus}` };
}

interface SdkError {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}
