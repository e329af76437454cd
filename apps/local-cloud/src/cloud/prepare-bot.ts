import { randomBytes } from 'node:crypto';

import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, secretParameters } from '@pulso/contracts/naming';

import { type ClientSettings } from './administrator';
import { LocalCloudError } from './errors';

/** Secrets of one run of the local cloud; worth nothing elsewhere. */
export interface LocalSecrets {
  readonly botToken: string;
  readonly webhookSecret: string;
  readonly pseudonymKey: string;
}

/** @param botId - The id that the token of this bot begins with. */
export const createLocalSecrets = (botId: number): LocalSecrets => ({
  botToken: `${botId}:local-${randomBytes(16).toString('hex')}`,
  webhookSecret: randomBytes(24).toString('hex'),
  pseudonymKey: randomBytes(32).toString('hex'),
});

/** Sets the values of the parameters that the stacks declare by name only, as an operator does after a deployment. */
export async function setSecrets(stage: string, secrets: LocalSecrets, settings: ClientSettings): Promise<void> {
  const client = new SSMClient(settings);
  const values = {
    [secretParameters.botToken]: secrets.botToken,
    [secretParameters.webhookSecrets]: secrets.webhookSecret,
    [secretParameters.pseudonymKey]: secrets.pseudonymKey,
  };
  for (const [base, value] of Object.entries(values)) {
    const input = {
      Name: parameterName(stage, base),
      Value: value,
      Type: 'SecureString',
      Overwrite: true,
    } as const;
    await client.send(new PutParameterCommand(input));
  }
  client.destroy();
}

/** Tells the Bot API where updates go, as an operator does once. */
export async function setWebhook(apiRoot: string, secrets: LocalSecrets, functionUrl: string): Promise<void> {
  const response = await fetch(`${apiRoot}/bot${secrets.botToken}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      url: functionUrl,
      secret_token: secrets.webhookSecret,
      allowed_updates: ['message', 'callback_query', 'my_chat_member'],
    }),
  });
  const answer = await response.text();
  if (!response.ok) throw new LocalCloudError(`setWebhook was refused: ${answer}`);
}
