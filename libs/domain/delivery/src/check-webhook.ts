import { alarmedEvents } from '@pulso/contracts/envelope';
import { type Log } from '@pulso/kit/runtime';
import { type CallFailure } from '@pulso/kit/telegram';
import { type Clock, minuteMs } from '@pulso/kit/time';

import { BotTokenRefusedError } from './errors';

/** What Telegram says about the bot's webhook. */
export interface WebhookInfo {
  /** Where updates go. Empty: there is no webhook. It may hold another program's secret. */
  readonly url: string;
  readonly pendingUpdateCount: number;
  /** The last update that could not be handed over. Telegram keeps it for ever. */
  readonly lastError?: { readonly atMs: number; readonly message: string };
}

export type WebhookInfoOutcome = { readonly status: 'read'; readonly info: WebhookInfo } | CallFailure;

/** Asks Telegram about the bot's webhook, by one call and without throwing. */
export type ReadWebhookInfo = () => Promise<WebhookInfoOutcome>;

/** Gives the address at which the bot is deployed; undefined: it is not, or has none. Throws what may pass. */
export type ReadBotUrl = () => Promise<string | undefined>;

export interface CheckWebhookDeps {
  readonly readWebhookInfo: ReadWebhookInfo;
  readonly refreshBotToken: () => Promise<void>;
  readonly readBotUrl: ReadBotUrl;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/**
 * How many waiting updates are no accident. The bot answers 5xx to have Telegram deliver an update again, which its own
 * alarms watch; after any other error a single one is a person who waits.
 */
const manyPending = { afterServerError: 10, otherwise: 1 };

/** @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp */
const serverError = /^Wrong response from the webhook: 5\d\d/;

/** Telegram tries each update again after two minutes at the latest: an error that is older has passed. */
const recentErrorMs = 10 * minuteMs;

/** Telegram does not say where it sends the bot's updates. Retryable; the next check looks again in any case. */
export class WebhookUnknownError extends Error {
  override readonly name = 'WebhookUnknownError';

  constructor(reason: string) {
    super(`Telegram does not say what the bot's webhook is: ${reason}.`);
  }
}

const setUpAgain = 'Run npm run bot -- setup --stage STAGE';

/**
 * Raises an alarm if Telegram does not bring the bot what people send: a webhook that is gone or leads elsewhere causes no
 * error anywhere, and reports would show true zeros.
 *
 * @throws {WebhookUnknownError} Telegram does not say. Retryable.
 * @throws {BotTokenRefusedError} Retryable after the parameter is corrected.
 * @throws What `readBotUrl` throws. Retryable.
 */
export async function checkWebhook(deps: CheckWebhookDeps): Promise<void> {
  const { clock, log } = deps;
  const botUrl = await deps.readBotUrl();
  let outcome = await deps.readWebhookInfo();
  if (outcome.status === 'unauthorized') {
    // The token may have been rotated since it was read.
    await deps.refreshBotToken();
    outcome = await deps.readWebhookInfo();
  }
  // Without the bot's stack there may be no token either. Stacks are deployed in any order.
  if (botUrl === undefined && outcome.status === 'not-sent') {
    log.info('webhook-not-checked', { reason: outcome.reason });
    return;
  }
  if (outcome.status === 'unauthorized') throw new BotTokenRefusedError();
  if (outcome.status !== 'read') throw new WebhookUnknownError('reason' in outcome ? outcome.reason : outcome.status);
  const { url, pendingUpdateCount, lastError } = outcome.info;
  const problem = webhookProblemOf(outcome.info, botUrl, clock.nowMs());
  // Of an address nothing but the host: the path may be another program's secret.
  const found = {
    host: URL.canParse(url) ? new URL(url).host : undefined,
    pendingUpdateCount,
    lastError: lastError?.message,
  };
  if (problem) log.error(alarmedEvents.botUnreachable, { ...problem, ...found });
  else log.info('webhook-checked', found);
}

/**
 * @param botUrl - Where the bot is deployed; undefined: nowhere yet, and a webhook is not missed.
 * @returns Why people don't reach the bot, and what an operator does about it.
 */
export function webhookProblemOf(
  { url, pendingUpdateCount, lastError }: WebhookInfo,
  botUrl: string | undefined,
  nowMs: number,
): { readonly problem: string; readonly advice: string } | undefined {
  if (botUrl === undefined) {
    if (url === '') return undefined;
    return { problem: 'The webhook leads to no bot: it has no function URL', advice: `Deploy the bot. ${setUpAgain}` };
  }
  if (url === '') return { problem: 'The bot has no webhook', advice: setUpAgain };
  if (url !== botUrl) return { problem: "The webhook is another address than the bot's", advice: setUpAgain };
  if (lastError === undefined || nowMs - lastError.atMs > recentErrorMs) return undefined;
  const alarmingCount = manyPending[serverError.test(lastError.message) ? 'afterServerError' : 'otherwise'];
  if (pendingUpdateCount < alarmingCount) return undefined;
  return { problem: 'The bot does not take what Telegram sends', advice: 'Run npm run bot -- check --stage STAGE' };
}
