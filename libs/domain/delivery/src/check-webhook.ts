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
  /** The last failed update. Telegram keeps it for ever. */
  readonly lastError?: { readonly atMs: number; readonly message: string };
}

export type WebhookInfoOutcome = { readonly status: 'read'; readonly info: WebhookInfo } | CallFailure;

/** Asks Telegram about the bot's webhook by one call. Never throws. */
export type ReadWebhookInfo = () => Promise<WebhookInfoOutcome>;

/** Returns the address of the deployed bot; undefined: it has none. Throws what may pass. */
export type ReadBotUrl = () => Promise<string | undefined>;

export interface CheckWebhookDeps {
  readonly readWebhookInfo: ReadWebhookInfo;
  readonly refreshBotToken: () => Promise<void>;
  readonly readBotUrl: ReadBotUrl;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/** Alarms from this many waiting updates on. The bot answers 5xx to get an update again; its own alarms watch that. */
const manyPending = { afterServerError: 10, otherwise: 1 };

/** @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp */
const serverError = /^Wrong response from the webhook: 5\d\d/;

/** Telegram retries each update within two minutes: an older error has passed. */
const recentErrorMs = 10 * minuteMs;

/** Telegram does not say where it sends the bot's updates. Retryable, and the next check looks again. */
export class WebhookUnknownError extends Error {
  override readonly name = 'WebhookUnknownError';

  constructor(reason: string) {
    super(`Telegram does not say what the bot's webhook is: ${reason}.`);
  }
}

const setUpAgain = 'Run npm run bot -- setup --stage STAGE';

/**
 * Raises an alarm if Telegram does not send the bot its updates: a missing or wrong webhook causes no other error, and
 * reports would show true zeros.
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
  // Stacks are deployed in any order: without the bot's stack there may be no token either.
  if (botUrl === undefined && outcome.status === 'not-sent') {
    log.info('webhook-not-checked', { reason: outcome.reason });
    return;
  }
  if (outcome.status === 'unauthorized') throw new BotTokenRefusedError();
  if (outcome.status !== 'read') throw new WebhookUnknownError('reason' in outcome ? outcome.reason : outcome.status);
  const { url, pendingUpdateCount, lastError } = outcome.info;
  const problem = webhookProblemOf(outcome.info, botUrl, clock.nowMs());
  // Only the host: the path may be another program's secret.
  const found = {
    host: URL.canParse(url) ? new URL(url).host : undefined,
    pendingUpdateCount,
    lastError: lastError?.message,
  };
  if (problem) log.error(alarmedEvents.botUnreachable, { ...problem, ...found });
  else log.info('webhook-checked', found);
}

/**
 * @param botUrl - Where the bot is deployed; undefined: it is not, so it needs no webhook.
 * @returns Why people don't reach the bot, and what an operator can do.
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
