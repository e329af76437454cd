import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { UsageError, parseOptions } from '@pulso/adapters/node-runtime';
import { secretParameters } from '@pulso/contracts/envelope';

import { NotReadyError, atStage, commandClient, findBotFunction } from '../aws';
import {
  type Verb,
  confirmUnless,
  envUsage,
  requireStage,
  say,
  stageArguments,
  stageOptions,
  useStagePlace,
} from '../command';
import { createCallBotApi } from '../telegram';
import { createSecretStore } from './secret-store';
import { type SecretsOptions, finishRotation, rotateWebhookSecrets, setSecrets } from './set-secrets';

const usage = `Usage: npm run secrets -- --stage NAME [options]

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

/** `npm run secrets` */
export const secrets: Verb = {
  usage,
  run: async (args) => {
    const options = parseSecretsOptions(args);
    useStagePlace(options, process.env);
    return atStage(options.stage, () => carryOut(options));
  },
};

async function carryOut(options: SecretsOptions): Promise<number> {
  const { stage } = options;
  const reaching = stageArguments(stage, options.envFile);
  const deps = { store: createSecretStore(stage, new SSMClient(commandClient)), say };
  const generate = (): string => randomBytes(32).toString('hex');
  if (options.action === 'rotate-webhook-secrets') return rotateWebhookSecrets(reaching, generate(), deps);
  if (options.action === 'finish-rotation') return finishRotation(reaching, confirmUnless(options.isConfirmed), deps);
  const bot = await findBotFunction(stage, new LambdaClient(commandClient));
  return setSecrets(options, bot, {
    ...deps,
    callWith: (token) => createCallBotApi(bot.telegramApiRoot, token),
    piped: process.stdin.isTTY ? new Map() : readPipedSecrets(await text(process.stdin)),
    ask: process.stdin.isTTY ? (question) => askHidden(question, process.stdin, process.stderr) : undefined,
    generate,
  });
}

const options = {
  ...stageOptions,
  only: { type: 'string', multiple: true },
  replace: { type: 'string' },
  rotate: { type: 'string' },
  'finish-rotation': { type: 'boolean' },
  yes: { type: 'boolean' },
} as const;

/** @throws {UsageError} An option is unknown, lacks its value or does not go with another one, or there is no stage. */
export function parseSecretsOptions(args: readonly string[]): SecretsOptions {
  const values = parseOptions(args, options, 'npm run secrets');
  const stage = requireStage(values.stage, 'secrets --');
  requireValue('--replace', values.replace, secretParameters.pseudonymKey);
  requireValue('--rotate', values.rotate, secretParameters.webhookSecrets);
  const [action = 'set', another] = [
    ...(values.replace ? (['replace-pseudonym-key'] as const) : []),
    ...(values.rotate ? (['rotate-webhook-secrets'] as const) : []),
    ...(values['finish-rotation'] ? (['finish-rotation'] as const) : []),
  ];
  if (another !== undefined || (action !== 'set' && values.only)) {
    throw new UsageError('--only, --replace, --rotate and --finish-rotation do not go together: one at a time.');
  }
  return { stage, envFile: values.env, only: values.only ?? [], action, isConfirmed: values.yes ?? false };
}

function requireValue(option: string, value: string | undefined, only: string): void {
  if (value === undefined || value === only) return;
  throw new UsageError(`${option} takes ${only} and nothing else. Try: npm run secrets -- --help`);
}

/**
 * Reads lines `NAME=VALUE`. Skips blank lines and comments (`#`).
 *
 * @throws {UsageError} A line is something else, or a name comes twice. Nothing of the line is quoted: it may be a secret.
 */
export function readPipedSecrets(input: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [index, line] of input.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value = ''] = /^\s*([a-z0-9][a-z0-9-]*)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value.trim() === '') {
      throw new UsageError(`Line ${index + 1} of the input is not NAME=VALUE, for example bot-token=123456:ABC...`);
    }
    if (values.has(name)) throw new UsageError(`Line ${index + 1} of the input sets ${name} again.`);
    values.set(name, value.trim());
  }
  return values;
}

/** Asks at a terminal without showing what is typed. @throws {NotReadyError} Ctrl-C or Ctrl-D was pressed. */
export function askHidden(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<string> {
  output.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // `terminal`: otherwise the input itself would echo.
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  return new Promise<string>((resolve, reject) => {
    lines.once('line', (line) => resolve(line.trim()));
    lines.once('SIGINT', () => lines.close());
    // Ctrl-D closes it, too.
    lines.once('close', () => reject(new NotReadyError('Interrupted: nothing was set.')));
  }).finally(() => {
    lines.close();
    output.write('\n');
  });
}
