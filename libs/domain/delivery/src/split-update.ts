import { maxDelaySeconds } from '@pulso/contracts/naming';
import { type ReportUpdate } from '@pulso/contracts/report-updates';

import { type Deliver } from './deliver';

/**
 * How many destinations of one update are served per second. Telegram takes about 30 messages a second from a bot;
 * the rest is left to the bot's replies.
 *
 * @see https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 */
const destinationsPerSecond = 25;

export interface QueuedUpdate {
  readonly body: ReportUpdate;
  readonly delaySeconds?: number;
}

/**
 * Turns an update into one message per destination, so that a slow chat delays nobody else.
 *
 * Progress goes only to destinations that want to see it. Delays spread a broadcast; beyond 22,500 destinations the
 * rest comes with the longest delay there is, and Telegram's own flood limit spreads it further.
 */
export function splitUpdate(
  update: Extract<ReportUpdate, { type: 'report-update' }>,
): readonly (QueuedUpdate & { readonly body: Deliver })[] {
  const { schemaVersion, runId, revision, content, destinations } = update;
  return destinations
    .filter(({ showsProgress }) => showsProgress || content.state !== 'progress')
    .map((destination, index) => {
      const body: Deliver = { schemaVersion, type: 'deliver', runId, revision, content, destination };
      return { body, delaySeconds: Math.min(Math.floor(index / destinationsPerSecond), maxDelaySeconds) };
    });
}
