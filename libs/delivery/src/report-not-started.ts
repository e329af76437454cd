import { type Destination } from '@pulso/contracts/report-plan';
import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';
import { renderNotice } from '@pulso/report-rendering';

import { callTelegram } from './call-telegram';
import { type DeliverDeps } from './deliver';
import { deliveryKeyOf, destinationKindOf } from './delivery-key';
import { UnansweredCallError } from './errors';
import { takeLease } from './lease';
import { pointToReport } from './point-to-report';
import { type RunNotStarted } from './read-incoming';
import { type DeliverOutcome, done, giveBack } from './record-outcome';

type ChatTrigger = Extract<RunRequest['trigger'], { type: 'chat' }>;

/** Every revision is at least this one: whatever has been delivered is newer than the news that there is nothing. */
const lowestRevision = 0;

/**
 * Tells the chat that asked for a report that none will come, by editing its placeholder.
 *
 * The dispatcher may have opened the run before it failed. So nothing is closed and nothing counts as delivered: a
 * report that still comes replaces the notice, and a report that is there stays.
 *
 * @throws As {@link deliver} does.
 */
export async function reportNotStarted(
  { request, condition }: RunNotStarted,
  deps: DeliverDeps,
): Promise<DeliverOutcome> {
  const { reportId, trigger } = request;
  const runId = runIdOf(request);
  deps.log.error('run-not-started', { runId, reportId, trigger: trigger.type, condition });
  if (trigger.type !== 'chat') return done;
  const destination = destinationOf(trigger);
  const key = deliveryKeyOf(runId, destination);
  const { messageId: placeholderMessageId } = trigger;
  const claim = await takeLease({ key, revision: lowestRevision, placeholderMessageId }, deps);
  switch (claim.status) {
    case 'ended':
      return done;
    case 'up-to-date':
      // A repeated bot reply: its second request failed, the first one is answered.
      return pointToReport(runId, destination, deps);
    case 'busy':
      return { status: 'later', delayMs: claim.delayMs };
    case 'leased':
      break;
    default:
      return claim satisfies never;
  }
  const html = renderNotice('not-prepared');
  const outcome = await callTelegram(
    () => deps.botApi.editMessageText({ chatId: trigger.chatId, messageId: trigger.messageId, html }),
    deps,
  );
  switch (outcome.status) {
    case 'unknown':
      throw new UnansweredCallError('editMessageText', outcome.reason);
    case 'postponed':
    case 'failed':
      return giveBack(claim.lease, outcome, deps.clock);
    default:
      deps.log.info('chat-told', { runId, destination: destinationKindOf(destination), outcome: outcome.status });
      await claim.lease.release();
      return done;
  }
}

const destinationOf = ({ chatId, messageId, language }: ChatTrigger): Destination => ({
  type: 'telegram',
  chatId,
  placeholderMessageId: messageId,
  showsProgress: true,
  ...(language === undefined ? {} : { language }),
});
