import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { secretParameters } from '@pulso/contracts/envelope';
import { createCallBotApi } from '@pulso/operator/bot-registration';
import { confirm } from '@pulso/operator/command-line';
import {
  commandClient,
  createReadReached,
  explainAbsence,
  findBotFunction,
  runCommand,
  stageArguments,
  useStagePlace,
} from '@pulso/operator/deployed-stage';

import { askHidden } from './ask-hidden';
import { readPipedSecrets } from './read-piped-secrets';
import { finishRotation, rotateWebhookSecrets } from './rotate-webhook-secrets';
import { createSecretStore } from './secret-store';
import { type SecretsOptions, parseSecretsOptions, secretsUsage } from './secrets-options';
import { setSecrets } from './set-secrets';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const generate = {
  [secretParameters.webhookSecrets]: () => randomBytes(32).toString('hex'),
  [secretParameters.pseudonymKey]: () => randomBytes(32).toString('hex'),
};

runCommand(async (args) => {
  const options = parseSecretsOptions(args);
  if (!options) {
    say(secretsUsage);
    return 0;
  }
  useStagePlace(options, process.env);
  return explainAbsence(options.stage, createReadReached(new STSClient(commandClient)), () => carryOut(options));
});

async function carryOut(options: SecretsOptions): Promise<number> {
  const { stage } = options;
  const reaching = stageArguments(stage, options.envFile);
  const deps = { store: createSecretStore(stage, new SSMClient(commandClient)), say };
  switch (options.action) {
    case 'rotate-webhook-secrets':
      await rotateWebhookSecrets(reaching, generate[secretParameters.webhookSecrets](), deps);
      return 0;
    case 'finish-rotation': {
      const ask = (question: string): Promise<boolean> => confirm(question, process.stdin, process.stderr);
      return finishRotation(reaching, options.isConfirmed ? async () => true : ask, deps);
    }
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
