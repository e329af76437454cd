import { setTimeout as sleep } from 'node:timers/promises';

import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { createCallBotApi } from '@pulso/operator/bot-registration';
import { confirm } from '@pulso/operator/command-line';
import {
  commandClient,
  createReadReached,
  explainAbsence,
  findBotFunction,
  readBotSecrets,
  runCommand,
  stageArguments,
  useStagePlace,
} from '@pulso/operator/deployed-stage';

import { type BotOptions, botUsage, parseBotOptions } from './bot-options';
import { checkBot } from './check-bot';
import { type DeployedBot } from './deployed-bot';
import { removeBot } from './remove-bot';
import { setUpBot } from './set-up-bot';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

runCommand(async (args) => {
  const options = parseBotOptions(args);
  if (!options) {
    say(botUsage);
    return 0;
  }
  useStagePlace(options, process.env);
  const readReached = createReadReached(new STSClient(commandClient));
  const bot = await explainAbsence(options.stage, readReached, () => findBot(options));
  const { telegramApiRoot, username, botId } = bot.botFunction;
  const deps = { call: createCallBotApi(telegramApiRoot, bot.secrets.token, sleep), say };
  say(`@${username} (${botId}), stage ${bot.stage}${options.isDryRun ? ', dry run: nothing is changed' : ''}`);
  switch (options.action) {
    case 'setup':
      return setUpBot(bot, options.isDryRun, deps);
    case 'check':
      return checkBot(bot, deps);
    case 'remove': {
      const ask = (question: string): Promise<boolean> => confirm(question, process.stdin, process.stderr);
      return removeBot(bot, options.isDryRun, { ...deps, confirm: options.isConfirmed ? async () => true : ask });
    }
    default:
      return options.action satisfies never;
  }
});

async function findBot({ stage, envFile, maxConnections, formerAdminUserIds }: BotOptions): Promise<DeployedBot> {
  const botFunction = await findBotFunction(stage, new LambdaClient(commandClient));
  const secrets = await readBotSecrets(stage, new SSMClient(commandClient));
  return {
    stage,
    stageArguments: stageArguments(stage, envFile),
    botFunction,
    secrets,
    maxConnections,
    formerAdminUserIds,
  };
}
