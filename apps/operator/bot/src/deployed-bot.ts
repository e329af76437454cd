import { type CallBotApi, type Webhook, maxConnectionsFor } from '@pulso/operator/bot-registration';
import { type BotFunction, type BotSecrets, NotReadyError } from '@pulso/operator/deployed-stage';

/** The bot of a stage, and what its operator says of it. */
export interface DeployedBot {
  readonly stage: string;
  /** The options with which further commands reach it. */
  readonly stageArguments: string;
  readonly botFunction: BotFunction;
  readonly secrets: BotSecrets;
  /** undefined: as many as fit the function. */
  readonly maxConnections: number | undefined;
  readonly formerAdminUserIds: readonly number[];
}

/** What an action needs: {@link say} takes one line without its end, and no line holds a secret. */
export interface ActionDeps {
  readonly call: CallBotApi;
  readonly say: (line: string) => void;
}

export const wantedWebhook = ({ botFunction, secrets, maxConnections }: DeployedBot): Webhook => ({
  url: botFunction.functionUrl,
  secretToken: secrets.webhookSecret,
  maxConnections: maxConnections ?? maxConnectionsFor(botFunction.reservedConcurrency),
});

/**
 * Makes sure that the token is the one of the stage's bot: with another one, all of this would be told of the wrong bot.
 *
 * @throws {NotReadyError} It is another bot's. Not retryable.
 * @throws What `call` throws.
 */
export async function checkIdentity(
  { stageArguments, botFunction: { botId, username } }: DeployedBot,
  call: CallBotApi,
): Promise<void> {
  const me = (await call('getMe')) as { readonly id?: number; readonly username?: string };
  if (me.id === botId && me.username?.toLowerCase() === username.toLowerCase()) return;
  throw new NotReadyError(
    `The token belongs to @${me.username} (${me.id}), and the stage's settings name @${username} (${botId}). ` +
      'Correct botInfo in infra/stages and deploy, or set the right token: ' +
      `npm run secrets -- ${stageArguments} --only bot-token`,
  );
}
