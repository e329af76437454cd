import { readWebhook } from '@pulso/adapters/webhook';
import { parameterName, secretParameters, unsetSecret } from '@pulso/contracts/envelope';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { NotKnownError } from '../errors';
import { secretNames } from '../facts';
import { type Judgement, failed, summarize, warning } from '../finding';

interface SecretsReading {
  readonly names: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  /** undefined where the bot is not deployed. */
  readonly botId: number | undefined;
}

/** Whether every secret is set, and looks like one of its kind. Says nothing of what they hold. */
export const secretsCheck: Check<SecretsReading> = {
  area: 'secrets',
  read: async ({ facts, stage }) => {
    const destinations = await facts.destinations().catch(forgive([]));
    const bot = await facts.bot().catch(forgive(undefined));
    return { names: secretNames(stage, destinations), values: await facts.secrets(), botId: bot?.id };
  },
  judge: ({ names, values, botId }, { stage }) => {
    const problems = names.flatMap((name) => judge(name, values.get(name), { stage, botId }));
    return summarize(names.length, problems, 'parameters are set');
  },
};

/** What lies in the way of this is told by the check of the functions. */
const forgive =
  <T>(fallback: T) =>
  (error: unknown): T => {
    if (error instanceof NotKnownError) return fallback;
    throw error;
  };

interface JudgeContext {
  readonly stage: string;
  readonly botId: number | undefined;
}

/** @returns At most one: the first thing that is wrong. */
function judge(name: string, value: string | undefined, { stage, botId }: JudgeContext): Judgement[] {
  const isOf = (base: string): boolean => name === parameterName(stage, base);
  const set = `npm run secrets -- --stage ${stage}`;
  const setWebhook = `${set} --only ${name.slice(parameterName(stage, '').length)}`;
  if (value === undefined) {
    return [failed(`there is no parameter ${name}`, deployAgain(stage, isWebhook(name, stage) ? 'notifier' : 'bot'))];
  }
  const text = value.trim();
  if (text === '' || text === unsetSecret) {
    return [failed(`the parameter ${name} is not set`, isWebhook(name, stage) ? setWebhook : set)];
  }
  if (isOf(secretParameters.botToken))
    return judgeToken(name, text, { botId, set: `${set} --only ${secretParameters.botToken}` });
  if (isOf(secretParameters.webhookSecrets)) return judgeWebhookSecrets(name, text, stage);
  if (isOf(secretParameters.pseudonymKey)) {
    return text.length >= 32
      ? []
      : [
          warning(
            `the parameter ${name} is short: ${text.length} characters, 64 hexadecimal digits are wanted`,
            `${set} --replace ${secretParameters.pseudonymKey}, after which every person counts as new`,
          ),
        ];
  }
  const webhook = readWebhook(text);
  return typeof webhook === 'string' ? [failed(`the webhook of ${name}: ${webhook}`, setWebhook)] : [];
}

const isWebhook = (name: string, stage: string): boolean =>
  !Object.values(secretParameters).some((base) => name === parameterName(stage, base));

/** @see https://core.telegram.org/bots/api#authorizing-your-bot */
function judgeToken(
  name: string,
  token: string,
  { botId, set }: { readonly botId: number | undefined; readonly set: string },
): Judgement[] {
  const [, id] = /^(\d+):[\w-]{20,}$/.exec(token) ?? [];
  if (id === undefined) return [failed(`the parameter ${name} holds no token of a bot (123456:AA...)`, set)];
  if (botId === undefined || Number(id) === botId) return [];
  return [failed(`the parameter ${name} holds the token of the bot ${id}, the deployed bot is ${botId}`, set)];
}

/** @see https://core.telegram.org/bots/api#setwebhook, secret_token */
function judgeWebhookSecrets(name: string, text: string, stage: string): Judgement[] {
  const secrets = text.split(',').map((secret) => secret.trim());
  const command = `npm run secrets -- --stage ${stage}`;
  // The command replaces no secret in use in a single step.
  const set =
    secrets.length > 1
      ? `npm run bot -- setup --stage ${stage}, then ${command} --finish-rotation`
      : `${command} --rotate ${secretParameters.webhookSecrets}`;
  if (secrets.length > 2) {
    return [failed(`the parameter ${name} holds ${secrets.length} secrets; one, or two while one is rotated`, set)];
  }
  if (!secrets.every((secret) => /^[\w-]{1,256}$/.test(secret))) {
    return [failed(`the parameter ${name} holds characters that Telegram does not take (A-Z a-z 0-9 _ -)`, set)];
  }
  if (secrets.some((secret) => secret.length < 16)) {
    return [warning(`a secret in the parameter ${name} is shorter than 16 characters and can be guessed`, set)];
  }
  return secrets.length === 1 ? [] : [warning(`the parameter ${name} holds two secrets: a rotation is under way`, set)];
}
