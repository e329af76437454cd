import { randomBytes } from 'node:crypto';

import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, secretParameters, webhookParameter } from '@pulso/contracts/envelope';
import { botProfile } from '@pulso/domain/conversation';
import { type BotApiServer } from '@pulso/local/gateway';
import { type CloudDefinition, type FunctionDefinition } from '@pulso/world/stacks';

import { type ClientSettings } from './administrator';

/** Secrets of one run of the local cloud; worth nothing elsewhere. */
export interface LocalSecrets {
  readonly botToken: string;
  readonly webhookSecret: string;
  readonly pseudonymKey: string;
}

/** @param botId - The id that the token of this bot begins with. */
export const createLocalSecrets = (botId: number): LocalSecrets => ({
  botToken: `${botId}:local-${randomBytes(16).toString('hex')}`,
  webhookSecret: randomBytes(24).toString('hex'),
  pseudonymKey: randomBytes(32).toString('hex'),
});

interface SecretsOfRun {
  readonly stage: string;
  readonly secrets: LocalSecrets;
  /** @returns The address of what stands for a webhook. */
  webhookUrlOf(name: string): string;
}

/**
 * Sets the values of the parameters that the stacks declare by name only, as an operator does after a deployment: the
 * secrets of the bot, and the address of each webhook with the secret that signs its calls.
 */
export async function setSecrets(
  { stage, secrets, webhookUrlOf }: SecretsOfRun,
  { parameters }: Pick<CloudDefinition, 'parameters'>,
  settings: ClientSettings,
): Promise<void> {
  const values = new Map([
    [parameterName(stage, secretParameters.botToken), secrets.botToken],
    [parameterName(stage, secretParameters.webhookSecrets), secrets.webhookSecret],
    [parameterName(stage, secretParameters.pseudonymKey), secrets.pseudonymKey],
  ]);
  const prefix = parameterName(stage, webhookParameter(''));
  for (const { name } of parameters) {
    if (!name.startsWith(prefix) || values.has(name)) continue;
    const url = webhookUrlOf(name.slice(prefix.length));
    values.set(name, JSON.stringify({ url, secret: secrets.webhookSecret }));
  }
  const client = new SSMClient(settings);
  for (const [Name, Value] of values) {
    await client.send(new PutParameterCommand({ Name, Value, Type: 'SecureString' }));
  }
  client.destroy();
}

/**
 * Tells the Bot API where updates go, what the bot's commands are and what it says of itself, as an operator does with
 * `npm run bot`.
 *
 * @param functions - Those of the stage: the bot's own settings say how many updates come at once, and who its admins are.
 * @throws {Error} The Bot API server does not take it. Not retryable.
 */
export async function setUpBot(
  botApi: BotApiServer,
  { botToken, webhookSecret }: LocalSecrets,
  url: string,
  functions: readonly FunctionDefinition[],
): Promise<void> {
  const call = async (method: string, parameters: object): Promise<void> => {
    const body = JSON.stringify(parameters);
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${botApi.url}/bot${botToken}/${method}`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${method}: ${await answer.text()}`);
  };
  const bot = functions.find(({ environment }) => environment['ADMIN_USER_IDS'] !== undefined);
  await call('setWebhook', {
    ...{ url, secret_token: webhookSecret, max_connections: Math.min(bot?.reservedConcurrency ?? 40, 100) },
    allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
  });
  const adminIds = bot?.environment['ADMIN_USER_IDS']?.split(',').filter(Boolean).map(Number) ?? [];
  for (const { setMethod, of, content } of botProfile(adminIds)) await call(setMethod, { ...of, ...content });
}

/** One destination as a function's environment names it. */
interface ConfiguredChat {
  readonly chatId: string;
  readonly messageThreadId?: number;
}

/**
 * Lists the Telegram chats that any function is configured to send to.
 *
 * @param functions - Their environments are searched for `REPORT_DESTINATIONS`.
 */
export function configuredChats(functions: readonly FunctionDefinition[]): ConfiguredChat[] {
  return functions.flatMap(({ environment }) => {
    const text = environment['REPORT_DESTINATIONS'];
    if (text === undefined) return [];
    const byName: Record<string, ({ type: string } & ConfiguredChat)[]> = JSON.parse(text);
    return Object.values(byName)
      .flat()
      .filter(({ type }) => type === 'telegram');
  });
}

/**
 * Lets the bot be a member of the chats it reports to: on Telegram its owner has added it there.
 *
 * @returns The chats' ids.
 */
export function joinChats(botApi: BotApiServer, chats: readonly ConfiguredChat[]): number[] {
  const ids = chats.map(({ chatId }, index) => {
    const topicIds = chats.flatMap((chat) => (chat.chatId === chatId ? (chat.messageThreadId ?? []) : []));
    if (topicIds.length > 0) {
      return botApi.chats.set({ id: Number(chatId), type: 'supergroup', title: 'Pulso forum', topicIds }).id;
    }
    if (chatId.startsWith('@')) {
      const id = -1_009_000_000_000 - index;
      return botApi.chats.set({ id, type: 'channel', username: chatId.slice(1), title: chatId }).id;
    }
    const id = Number(chatId);
    return id < 0
      ? botApi.chats.set({ id, type: 'channel', title: 'Pulso reports' }).id
      : botApi.chats.set({ id, type: 'private', firstName: 'Owner' }).id;
  });
  return [...new Set(ids)];
}
