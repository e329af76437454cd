import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { secretParameters } from '@pulso/contracts/envelope';
import { createCallBotApi } from '../telegram';
import { findBotFunction } from '../aws';
import { stageArguments, useStagePlace } from '../stage-place';

import { type Verb, atStage, commandClient, confirmUnless, say } from '../verb';
import { askHidden } from './ask-hidden';
import { readPipedSecrets } from './read-piped-secrets';
import { finishRotation, rotateWebhookSecrets } from './rotate-webhook-secrets';
import { createSecretStore } from './secret-store';
import { type SecretsOptions, parseSecretsOptions, secretsUsage } from './secrets-options';
import { setSecrets } from './set-secrets';

/** `npm run secrets` */
export const secrets: Verb = {
  usage: secretsUsage,
  run: async (args) => {
    const options = parseSecretsOptions(args);
    useStagePlace(options, process.env);
    return atStage(options.stage, () => carryOut(options));
  },
};

const generate = {
  [secretParameters.webhookSecrets]: () => randomBytes(32).toString('hex'),
  [secretParameters.pseudonymKey]: () => randomBytes(32).toString('hex'),
};

async function carryOut(options: SecretsOptions): Promise<number> {
  const { stage } = options;
  const reaching = stageArguments(stage, options.envFile);
  const deps = { store: createSecretStore(stage, new SSMClient(commandClient)), say };
  switch (options.action) {
    case 'rotate-webhook-secrets':
      await rotateWebhookSecrets(reaching, generate[secretParameters.webhookSecrets](), deps);
      return 0;
    case 'finish-rotation':
      return finishRotation(reaching, confirmUnless(options.isConfirmed), deps);
    default: {
      const bot = await findBotFunction(stage, new LambdaClient(commandClient));
      return setSecrets(options, bot, {
        ...deps,
        callWith: (token) => createCallBotApi(bot.telegramApiRoot, token, sleep),
        piped: process.stdin.isTTY ? new Map() : readPipedSecrets(await text(process.stdin)),
        ask: process.stdin.isTTY ? (question) => askHidden(question, process.stdin, process.stderr) : undefined,
        generate,
      });
    }
  }
}
