import { setTimeout as sleep } from 'node:timers/promises';

import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { createCallBotApi } from '../telegram';
import { findBotFunction, readBotSecrets } from '../aws';
import { stageArguments, useStagePlace } from '../stage-place';

import { type Verb, atStage, commandClient, confirmUnless, say } from '../verb';
import { checkBot, removeBot, setUpBot } from './bot-actions';
import { type BotOptions, botUsage, parseBotOptions } from './bot-options';
import { type DeployedBot } from './compare-bot';

/** `npm run bot` */
export const bot: Verb = {
  usage: botUsage,
  run: async (args) => {
    const options = parseBotOptions(args);
    useStagePlace(options, process.env);
    const found = await atStage(options.stage, () => findBot(options));
    const { telegramApiRoot, username, botId } = found.botFunction;
    const deps = { call: createCallBotApi(telegramApiRoot, found.secrets.token, sleep), say };
    say(`@${username} (${botId}), stage ${found.stage}${options.isDryRun ? ', dry run: nothing is changed' : ''}`);
    switch (options.action) {
      case 'setup':
        return setUpBot(found, options.isDryRun, deps);
      case 'check':
        return checkBot(found, deps);
      case 'remove':
        return removeBot(found, options.isDryRun, { ...deps, confirm: confirmUnless(options.isConfirmed) });
      default:
        return options.action satisfies never;
    }
  },
};

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
