import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { UsageError, parseOptions, parseWholeNumber } from '@pulso/adapters/node-runtime';

import { atStage, commandClient, findBotFunction, readBotSecrets } from './aws';
import { checkBot, removeBot, setUpBot } from './bot-actions';
import {
  type Verb,
  confirmUnless,
  envUsage,
  requireStage,
  say,
  stageArguments,
  stageOptions,
  useStagePlace,
} from './command';
import { createCallBotApi } from './telegram';

const usage = `Usage: npm run bot -- setup|check|remove --stage NAME [options]

What Telegram knows of the bot of a deployed stage: where its updates go, with which secret, of which kinds and how many
at once, what its commands are for each kind of chat and for each admin, and what it is, in every language.

  setup   tells Telegram, leaves alone what is so already, and reads all of it back
  check   only reads it back; ends with status 1 and each difference when something is otherwise
  remove  takes all of it back: the bot is silent from then on

  --stage NAME               the stage; its bot must be deployed, and its secrets set (npm run secrets)
  --dry-run                  setup and remove: only say what would change
  --yes                      remove: do not ask
  --max-connections N        how many updates Telegram sends at once, 1 to 100; default: the reserved concurrency of
                             the bot's function, or 40, Telegram's standard, where it has none
  --former-admin ID          setup and remove: take back the commands of someone who is no longer an admin; may be
                             repeated. Telegram can't list the chats that have commands of their own
${envUsage}

It reads the function and the secrets of the stage with your AWS credentials (lambda:GetFunctionConfiguration,
lambda:GetFunctionUrlConfig, lambda:GetFunctionConcurrency, ssm:GetParameters), in AWS_REGION, or else in the region of
the stage's settings.`;

/** `npm run bot` */
export const bot: Verb = {
  usage,
  run: async (args) => {
    const options = parseBotOptions(args);
    const { action, stage, envFile, isDryRun } = options;
    useStagePlace(options, process.env);
    const found = await atStage(stage, async () => ({
      ...options,
      stageArguments: stageArguments(stage, envFile),
      botFunction: await findBotFunction(stage, new LambdaClient(commandClient)),
      secrets: await readBotSecrets(stage, new SSMClient(commandClient)),
    }));
    const { telegramApiRoot, username, botId } = found.botFunction;
    const deps = { call: createCallBotApi(telegramApiRoot, found.secrets.token), say };
    say(`@${username} (${botId}), stage ${stage}${isDryRun ? ', dry run: nothing is changed' : ''}`);
    if (action === 'check') return checkBot(found, deps);
    if (action === 'setup') return setUpBot(found, isDryRun, deps);
    return removeBot(found, isDryRun, { ...deps, confirm: confirmUnless(options.isConfirmed) });
  },
};

const options = {
  ...stageOptions,
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean' },
  'max-connections': { type: 'string' },
  'former-admin': { type: 'string', multiple: true },
} as const;

/** @throws {UsageError} There is no such action, an option is unknown or lacks its value, or there is no stage. */
export function parseBotOptions([action, ...args]: readonly string[]) {
  if (action !== 'setup' && action !== 'check' && action !== 'remove') {
    throw new UsageError('Set the bot up, check it or remove it? Try: npm run bot -- setup --stage prod');
  }
  const values = parseOptions(args, options, 'npm run bot');
  const stage = requireStage(values.stage, `bot -- ${action}`);
  const { 'max-connections': connections, 'former-admin': formerAdmins = [] } = values;
  return {
    action,
    stage,
    isDryRun: values['dry-run'] ?? false,
    /** Skips the question before what can't be undone. */
    isConfirmed: values.yes ?? false,
    formerAdminUserIds: formerAdmins.map((id) => parseWholeNumber('--former-admin', id, 1, Number.MAX_SAFE_INTEGER)),
    /** undefined: as many as fit the function. */
    maxConnections: connections === undefined ? undefined : parseWholeNumber('--max-connections', connections, 1, 100),
    envFile: values.env,
  };
}
