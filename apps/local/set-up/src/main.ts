import { setTimeout as sleep } from 'node:timers/promises';

import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { UsageError } from '@pulso/command-line';
import { BotApiRefusedError, BotApiUnreachableError, createCallBotApi } from '@pulso/local-set-up';

import { NotReadyError } from './errors';
import { findDeployedBot } from './find-deployed-bot';
import { runSetUp } from './run-set-up';
import { parseSetUpOptions, setUpUsage } from './set-up-options';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(args: readonly string[]): Promise<void> {
  const options = parseSetUpOptions(args);
  if (!options) return say(setUpUsage);
  const bot = await findDeployedBot(options.stage, { lambda: new LambdaClient({}), ssm: new SSMClient({}) });
  say(`@${bot.username}, stage ${options.stage}${options.isDryRun ? ', dry run' : ''}`);
  await runSetUp(bot, createCallBotApi(bot.telegramApiRoot, bot.token, sleep), options.isDryRun, say);
}

/** What a person can do something about; anything else is shown with its stack. */
const expected: readonly string[] = [
  UsageError.name,
  NotReadyError.name,
  BotApiRefusedError.name,
  BotApiUnreachableError.name,
  'CredentialsProviderError',
  'AccessDeniedException',
  'ExpiredTokenException',
  'UnrecognizedClientException',
];

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message === 'Region is missing') return 'In which region is the stage? Set AWS_REGION.';
  return expected.includes(error.name) ? error.message : (error.stack ?? error.message);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
