import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { defined } from '@pulso/kit/telegram';
import { type DoctorPorts } from '@pulso/operator/examination';

import { callFor, findFor } from './caller';
import { type ClientSettings } from './client-settings';

export function createMailReads(settings: ClientSettings): Pick<DoctorPorts, 'readMailAccount' | 'readMailIdentity'> {
  const client = new SESv2Client(settings);
  return {
    readMailAccount: () =>
      callFor('readMailAccount', async () => {
        const answer = await client.send(new GetAccountCommand({}));
        return {
          hasProductionAccess: answer.ProductionAccessEnabled ?? false,
          isSendingEnabled: answer.SendingEnabled ?? false,
          enforcementStatus: answer.EnforcementStatus ?? 'unknown',
          sentLastDay: answer.SendQuota?.SentLast24Hours ?? 0,
          maxPerDay: answer.SendQuota?.Max24HourSend ?? 0,
        };
      }),
    readMailIdentity: (name) =>
      findFor('readMailIdentity', async () => {
        const answer = await client.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
        return {
          isVerified: answer.VerifiedForSendingStatus ?? false,
          ...defined({ configurationSet: answer.ConfigurationSetName }),
        };
      }),
  };
}
