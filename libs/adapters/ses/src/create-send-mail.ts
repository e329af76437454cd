import { SendEmailCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { mailboxOf } from '@pulso/contracts/report-plan';
import { type SendMail } from '@pulso/domain/delivery';
import { defined } from '@pulso/kit/telegram';
import { type Clock } from '@pulso/kit/time';

import { classifySesError } from './classify-ses-error';
import { composeMessage } from './compose-message';

export interface SendMailOptions {
  /** Who sends: an address, or `Name <address>`, of a verified identity. */
  readonly from: string;
  /** Of SES. Absent: the identity's default one. */
  readonly configurationSetName?: string | undefined;
  /** Where readers ask to get no more mails: an https or mailto address. Absent: no `List-Unsubscribe`. */
  readonly unsubscribe?: string | undefined;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * Sends mails by SES, as messages that are written here: only so do they carry a picture within.
 *
 * @param client - Create it with `maxAttempts: 1` and let it keep no connection: SES has no idempotency key, and a
 *   repeated attempt after a lost answer would be a second mail that does not say so. It must give up within
 *   `botApiCallTimeoutMs`.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 * @see https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html `Source`, for what SES takes as a sender
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
          // The address alone: SES refuses a name with letters beyond ASCII, which the message itself encodes.
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
