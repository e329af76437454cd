import { alarmedEvents } from '@pulso/contracts/envelope';
import { type Log } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';

import { BotTokenRefusedError, WebhookUnknownError } from './errors';
import { type ReadBotUrl, type ReadWebhookInfo, type WebhookInfo, type WebhookInfoOutcome } from './ports';

export interface CheckWebhookDeps {
  readonly readWebhookInfo: ReadWebhookInfo;
  readonly refreshBotToken: () => Promise<void>;
  readonly readBotUrl: ReadBotUrl;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/** Why people don't reach the bot, and what an operator does about it. */
interface WebhookProblem {
  readonly problem: string;
  readonly advice: string;
}

/**
 * How many updates wait where it is no accident. The bot answers 5xx to have Telegram deliver an update again, which its
 * own alarms watch; after any other error a single one is a person who waits.
 */
const manyPending = { afterServerError: 10, otherwise: 1 };

/**
 * How Telegram reports an answer of the bot's.
 *
 * @see https://github.com/tdlib/telegram-bot-api/blob/master/telegram-bot-api/WebhookActor.cpp
 */
const serverError = /^Wrong response from the webhook: 5\d\d/;

/** Telegram tries each update again after two minutes at the latest: an error that is older has passed. Milliseconds. */
const recentErrorMs = 10 * 60_000;

const setUpAgain = 'Run npm run bot -- setup --stage STAGE';

/**
 * Asks Telegram whether it brings the bot what people send, and raises an alarm where it does not: a webhook that is gone
 * or leads elsewhere causes no error anywhere, and reports would show true zeros.
 *
 * @throws {WebhookUnknownError} Telegram does not say. Retryable.
 * @throws {BotTokenRefusedError} Retryable after the parameter is corrected.
 * @throws What `readBotUrl` throws. Retryable.
 */
export async function checkWebhook(deps: CheckWebhookDeps): Promise<void> {
  const { clock, log } = deps;
  const botUrl = await deps.readBotUrl();
  const outcome = await askTelegram(deps);
  // Without the bot's stack there may be no token either. Stacks are deployed in any order.
  if (botUrl === undefined && outcome.status === 'not-sent') {
    log.info('webhook-not-checked', { reason: outcome.reason });
    return;
  }
  if (outcome.status === 'unauthorized') throw new BotTokenRefusedError();
  if (outcome.status !== 'read') throw new WebhookUnknownError(reasonOf(outcome));
  const { url, pendingUpdateCount, lastError } = outcome.info;
  const problem = webhookProblemOf(outcome.info, botUrl, clock.nowMs());
  // Of an address nothing but the host: the path may be another program's secret.
  const found = { host: hostOf(url), pendingUpdateCount, lastError: lastError?.message };
  if (problem) log.error(alarmedEvents.botUnreachable, { ...problem, ...found });
  else log.info('webhook-checked', found);
}

/** @param botUrl - Where the bot is deployed; undefined: nowhere yet, and a webhook is not missed. */
export function webhookProblemOf(
  { url, pendingUpdateCount, lastError }: WebhookInfo,
  botUrl: string | undefined,
  nowMs: number,
): WebhookProblem | undefined {
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

/** A token may have been rotated since it was read. */
async function askTelegram({ readWebhookInfo, refreshBotToken }: CheckWebhookDeps): Promise<WebhookInfoOutcome> {
  const outcome = await readWebhookInfo();
  if (outcome.status !== 'unauthorized') return outcome;
  await refreshBotToken();
  return await readWebhookInfo();
}

const reasonOf = (outcome: WebhookInfoOutcome): string => ('reason' in outcome ? outcome.reason : outcome.status);

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);
