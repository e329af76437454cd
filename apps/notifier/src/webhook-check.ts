import { LambdaClient } from '@aws-sdk/client-lambda';
import { type BotApiOptions, createReadWebhookInfo } from '@pulso/adapters/bot-api';
import { createReadFunctionUrl } from '@pulso/adapters/lambda';
import { callTimeouts, systemClock } from '@pulso/adapters/node-runtime';
import { type CheckWebhookDeps, checkWebhook } from '@pulso/domain/delivery';

import { type NotifierConfig } from './config';

interface CheckWebhookOptions extends Pick<CheckWebhookDeps, 'log' | 'refreshBotToken'> {
  readonly botApiOptions: BotApiOptions;
}

/** Checks the bot's webhook. A separate bundle, which the handler loads with its first check. */
export const createCheckWebhook =
  ({ botFunctionName }: NotifierConfig, { botApiOptions, ...deps }: CheckWebhookOptions) =>
  (): Promise<void> =>
    checkWebhook({
      ...deps,
      readWebhookInfo: createReadWebhookInfo(botApiOptions),
      readBotUrl: createReadFunctionUrl(
        new LambdaClient({ maxAttempts: 2, requestHandler: callTimeouts(2_000) }),
        botFunctionName,
      ),
      clock: systemClock,
    });
