import { SESv2Client } from '@aws-sdk/client-sesv2';
import { systemClock, unkeptConnections } from '@pulso/adapters/node-runtime';
import { createSendMail } from '@pulso/adapters/ses';
import { type MailTools, botApiCallTimeoutMs } from '@pulso/domain/delivery';
import { renderReportMail } from '@pulso/domain/report-rendering';

import { type NotifierConfig } from './config';

// One attempt: SES can't tell a repeated request from a second mail. A dead kept connection would cost the mail.
const ses = new SESv2Client({ maxAttempts: 1, requestHandler: unkeptConnections(botApiCallTimeoutMs) });

/** Writes and sends mails. A separate bundle, which the handler loads with its first mail. */
export function createMailTools({ mailFrom, mailConfigurationSet, mailUnsubscribe }: NotifierConfig): MailTools {
  const unsubscribe = mailUnsubscribe || undefined;
  return {
    renderMail: (content, options) => renderReportMail(content, { ...options, unsubscribeUrl: unsubscribe }),
    sendMail: createSendMail(ses, {
      from: mailFrom,
      configurationSetName: mailConfigurationSet || undefined,
      unsubscribe,
      clock: systemClock,
    }),
  };
}
