import { UsageError, parseOptions, parseWholeNumber } from '@pulso/adapters/node-runtime';

import { envUsage, requireStage, stageOptions } from '../verb';

export const botUsage = `Usage: npm run bot -- setup|check|remove --stage NAME [options]

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

const actions = ['setup', 'check', 'remove'] as const;

export type BotAction = (typeof actions)[number];

export interface BotOptions {
  readonly action: BotAction;
  readonly stage: string;
  readonly isDryRun: boolean;
  /** Whether what can't be undone needs no question. */
  readonly isConfirmed: boolean;
  readonly formerAdminUserIds: readonly number[];
  /** undefined: as many as fit the function. */
  readonly maxConnections: number | undefined;
  readonly envFile: string | undefined;
}

/** What an action takes besides what all of them take. */
const ownOptions = {
  setup: ['dry-run', 'max-connections', 'former-admin'],
  check: ['max-connections', 'former-admin'],
  remove: ['dry-run', 'yes', 'former-admin'],
} as const satisfies Record<BotAction, readonly string[]>;

/**
 * Reads the command line of `npm run bot`.
 *
 * @throws {UsageError} There is no such action, an option is unknown, not one of the action, or lacks its value, or there
 *   is no stage.
 */
export function parseBotOptions([action, ...args]: readonly string[]): BotOptions {
  if (!isAction(action)) {
    throw new UsageError('Set the bot up, check it or remove it? Try: npm run bot -- setup --stage prod');
  }
  const values = parseOptions(
    args,
    {
      ...stageOptions,
      'dry-run': { type: 'boolean' },
      yes: { type: 'boolean' },
      'max-connections': { type: 'string' },
      'former-admin': { type: 'string', multiple: true },
    },
    'npm run bot',
  );
  const stage = requireStage(values.stage, `bot -- ${action}`);
  const taken: readonly string[] = ['stage', 'env', ...ownOptions[action]];
  const foreign = Object.keys(values).find((name) => !taken.includes(name));
  if (foreign !== undefined) {
    throw new UsageError(`npm run bot -- ${action} takes no --${foreign}. Try: npm run bot -- --help`);
  }
  const { 'max-connections': connections, 'former-admin': formerAdmins = [] } = values;
  return {
    action,
    stage,
    isDryRun: values['dry-run'] ?? false,
    isConfirmed: values.yes ?? false,
    formerAdminUserIds: formerAdmins.map((id) => parseWholeNumber('--former-admin', id, 1, Number.MAX_SAFE_INTEGER)),
    maxConnections: connections === undefined ? undefined : parseWholeNumber('--max-connections', connections, 1, 100),
    envFile: values.env,
  };
}

const isAction = (text: string | undefined): text is BotAction => actions.some((action) => action === text);
