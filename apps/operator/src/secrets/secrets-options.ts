import { commandSecretParameter, secretParameters, webhookParameter } from '@pulso/contracts/envelope';
import { UsageError, parseOptions } from '@pulso/adapters/node-runtime';

import { envUsage, requireStage, stageOptions } from '../verb';

export const secretsUsage = `Usage: npm run secrets -- --stage NAME [options]

Sets the secrets of a deployed stage: bot-token, webhook-secrets, pseudonym-key, and webhook-NAME for each webhook that
gets reports, and command-NAME for each secret of the bot's own commands. What is set already stays. What can be
generated is: webhook-secrets and pseudonym-key.

At a terminal it asks for what is missing, and shows nothing of what is typed. From a pipe it reads a line NAME=VALUE for
each secret. No secret is ever an argument, a part of the output or of an error:

  npm run secrets -- --stage prod < secrets.txt
    bot-token=123456:ABC...
    webhook-team-chat={"url": "https://hooks.example.com/...", "secret": "..."}

  --stage NAME               the stage; its services must be deployed
  --only NAME                set this secret alone, also when it is set already; may be repeated
  --replace pseudonym-key    make a new one, or take the one from the pipe: every person will be counted as new
  --rotate webhook-secrets   add a new one; the one in use is taken, too, until the rotation is finished
  --finish-rotation          drop the old webhook secret, after npm run bot -- setup
  --yes                      --finish-rotation: do not ask
${envUsage}

The token is shown to Telegram (getMe) and must be that of the stage's bot. It uses your AWS credentials
(ssm:DescribeParameters, ssm:GetParameters, ssm:PutParameter, lambda:GetFunctionConfiguration,
lambda:GetFunctionUrlConfig, lambda:GetFunctionConcurrency), in AWS_REGION, or else in the region of the
stage's settings.`;

export interface SecretsOptions {
  readonly stage: string;
  readonly envFile: string | undefined;
  /** Empty: all. */
  readonly only: readonly string[];
  readonly action: 'set' | 'replace-pseudonym-key' | 'rotate-webhook-secrets' | 'finish-rotation';
  /** Whether the end of a rotation needs no question. */
  readonly isConfirmed: boolean;
}

/**
 * Reads the command line of `npm run secrets`.
 *
 * @throws {UsageError} An option is unknown, lacks its value or does not go with another one, or there is no stage.
 */
export function parseSecretsOptions(args: readonly string[]): SecretsOptions {
  const values = parseOptions(
    args,
    {
      ...stageOptions,
      only: { type: 'string', multiple: true },
      replace: { type: 'string' },
      rotate: { type: 'string' },
      'finish-rotation': { type: 'boolean' },
      yes: { type: 'boolean' },
    },
    'npm run secrets',
  );
  const stage = requireStage(values.stage, 'secrets --');
  values.only?.forEach(requireName);
  requireValue('--replace', values.replace, secretParameters.pseudonymKey);
  requireValue('--rotate', values.rotate, secretParameters.webhookSecrets);
  const actions = [
    ...(values.replace ? (['replace-pseudonym-key'] as const) : []),
    ...(values.rotate ? (['rotate-webhook-secrets'] as const) : []),
    ...(values['finish-rotation'] ? (['finish-rotation'] as const) : []),
  ];
  const [action = 'set', another] = actions;
  if (another !== undefined || (action !== 'set' && values.only)) {
    throw new UsageError('--only, --replace, --rotate and --finish-rotation do not go together: one at a time.');
  }
  if (values.yes && action !== 'finish-rotation') throw new UsageError('--yes goes with --finish-rotation alone.');
  return {
    stage,
    envFile: values.env,
    only: values.only ?? [],
    action,
    isConfirmed: values.yes ?? false,
  };
}

/** The bot's own secrets, in the order in which they are asked for. */
export const ownNames: readonly string[] = Object.values(secretParameters);

/** Whether the stage has the webhook of that name is known only where its parameters can be read. */
function requireName(name: string): void {
  const prefixes = [webhookParameter(''), commandSecretParameter('')];
  if (ownNames.includes(name) || prefixes.some((prefix) => name.startsWith(prefix) && name !== prefix)) return;
  // It is not quoted: a value may have been typed behind it.
  const [webhook, command] = prefixes;
  throw new UsageError(
    `--only takes a name: ${ownNames.join(', ')}, ${webhook}NAME for a webhook, or ${command}NAME for a command's secret.`,
  );
}

function requireValue(option: string, value: string | undefined, only: string): void {
  if (value === undefined || value === only) return;
  throw new UsageError(`${option} takes ${only} and nothing else. Try: npm run secrets -- --help`);
}
