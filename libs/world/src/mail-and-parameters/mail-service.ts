import { dayMs } from '@pulso/kit/time';
import { AwsError } from '../aws';

/** A mail as its sender hands it over. @typeParam Content - Bytes or a text. */
interface OutgoingMail<Content> {
  readonly from?: string | undefined;
  /** Of To, Cc and Bcc. */
  readonly recipients: readonly string[];
  readonly content: Content;
}

interface AcceptedMail<Content> extends OutgoingMail<Content> {
  /** Epoch ms. */
  readonly sentAtMs: number;
}

/** Of To, Cc and Bcc together. @see https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const maxRecipients = 50;

/** 64 before @ and 255 after it (unverified for SES). @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const maxAddressLength = 320;

/**
 * The SES of an account with production access: accepts mails from and to every address. Emulated, not compared with a
 * real account.
 *
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export class MailService<Content> {
  readonly #clock: { nowMs(): number };
  readonly #sent: { readonly atMs: number; readonly recipientCount: number }[] = [];

  constructor(clock: { nowMs(): number }) {
    this.#clock = clock;
  }

  /** @throws {AwsError} BadRequestException. Not retryable. */
  send(mail: OutgoingMail<Content>): AcceptedMail<Content> {
    const { from, recipients } = mail;
    for (const address of [...(from === undefined ? [] : [from]), ...recipients]) checkAddress(address);
    if (recipients.length === 0) throw badRequest('Missing required header: a recipient.');
    if (recipients.length > maxRecipients) throw badRequest(`Recipient count exceeds ${maxRecipients}.`);
    const sentAtMs = Math.floor(this.#clock.nowMs());
    this.#sent.push({ atMs: sentAtMs, recipientCount: recipients.length });
    return { ...mail, sentAtMs };
  }

  /**
   * The members of GetAccount. Its quotas, which are not kept, are those of accounts that have just left the sandbox
   * (unverified); they count recipients, not mails.
   *
   * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html
   */
  account(): object {
    const sinceMs = this.#clock.nowMs() - dayMs;
    const recent = this.#sent.filter(({ atMs }) => atMs > sinceMs);
    const sentCount = recent.reduce((sum, { recipientCount }) => sum + recipientCount, 0);
    return {
      EnforcementStatus: 'HEALTHY',
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: sentCount },
    };
  }
}

/** An address alone or `Name <address>`. A line break could add headers to the message. */
function checkAddress(text: string): void {
  if (/[\r\n\0]/.test(text)) throw badRequest('An address must not have line breaks.');
  const address = /<([^<>]*)>$/.exec(text.trim())?.[1] ?? text.trim();
  if (address.length > maxAddressLength || !/^[^\s@<>,]+@[^\s@<>,]+$/.test(address))
    throw badRequest(`Missing final '@domain'`);
  // In words of our own: AWS's are unverified.
  if (!/^[!-~]+$/.test(address)) throw badRequest('An address must be 7-bit ASCII: its domain is written in Punycode.');
}

const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message);

/** SES refuses a mail for good. */
export const mailRejected = (): AwsError => new AwsError('MessageRejected', 'Email address is not verified.');
