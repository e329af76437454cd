import { randomBytes } from 'node:crypto';

import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, secretParameters } from '@pulso/contracts/envelope';
import { botProfile } from '@pulso/domain/conversation';
import { type BotApiServer } from '@pulso/local/telegram';
import { type FunctionDefinition } from '@pulso/world/stacks';
import { allowedUpdates, createCallBotApi, maxConnectionsFor, setUpProfile } from '@pulso/operator/deployed-stage';

import { LocalCloudError } from '../errors';
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

/**
 * Sets the values of the parameters that the stacks declare by name only, as an operator does after a deployment.
 */
export async function setSecrets(stage: string, secrets: LocalSecrets, settings: ClientSettings): Promise<void> {
  const client = new SSMClient(settings);
  const values = Object.entries({
    [secretParameters.botToken]: secrets.botToken,
    [secretParameters.webhookSecrets]: secrets.webhookSecret,
    [secretParameters.pseudonymKey]: secrets.pseudonymKey,
  });
  for (const [base, Value] of values) {
    await client.send(new PutParameterCommand({ Name: parameterName(stage, base), Value, Type: 'SecureString' }));
  }
  client.destroy();
}

/** @returns A secret that the bot's function takes along with an update: the first of its own, which may have been rotated. */
export async function readWebhookSecret(stage: string, settings: ClientSettings): Promise<string> {
  const client = new SSMClient(settings);
  const { Parameter } = await client.send(
    new GetParameterCommand({ Name: parameterName(stage, secretParameters.webhookSecrets), WithDecryption: true }),
  );
  client.destroy();
  return Parameter?.Value?.split(',')[0]?.trim() ?? '';
}

/**
 * Tells the Bot API where updates go, as an operator does once.
 *
 * @param functions - Those of the stage: the bot's own settings say how many updates come at once.
 */
export async function setWebhook(
  botApi: BotApiServer,
  { botToken, webhookSecret }: LocalSecrets,
  functionUrl: string,
  functions: readonly FunctionDefinition[],
): Promise<void> {
  await callSetWebhook(`${botApi.url}/bot${botToken}`, {
    url: functionUrl,
    secret_token: webhookSecret,
    max_connections: maxConnectionsFor(functions.find(isBot)?.reservedConcurrency),
    allowed_updates: allowedUpdates,
  });
}

/**
 * Tells the Bot API what the bot's commands are and what it says of itself, as an operator does with `npm run bot`.
 *
 * @param functions - Those of the stage: the bot's own settings say who its admins are.
 * @throws {BotApiRefusedError} The Bot API server does not take it. Not retryable.
 */
export async function setProfile(
  botApi: BotApiServer,
  botToken: string,
  functions: readonly FunctionDefinition[],
): Promise<void> {
  const adminUserIds = functions.flatMap(({ environment }) =>
    (environment['ADMIN_USER_IDS'] ?? '').split(',').filter(Boolean).map(Number),
  );
  const noWait = (): Promise<void> => Promise.resolve();
  await setUpProfile(botProfile(adminUserIds), createCallBotApi(botApi.url, botToken, noWait));
}

/** The one that has admins. */
const isBot = ({ environment }: FunctionDefinition): boolean => environment['ADMIN_USER_IDS'] !== undefined;

async function callSetWebhook(apiRoot: string, parameters: object): Promise<void> {
  const response = await fetch(`${apiRoot}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(parameters),
  });
  const answer = await response.text();
  if (!response.ok) throw new LocalCloudError(`setWebhook was refused: ${answer}`);
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
