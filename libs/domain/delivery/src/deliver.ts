import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { renderReport } from '@pulso/report-rendering';

import { destinationKindOf } from './delivery-key';
import { pointToReport } from './point-to-report';
import { type DeliverOutcome, done } from './record-outcome';
import { type ShowInChatDeps, type ShowRequest, showInChat } from './show-in-chat';

export type Deliver = Extract<ReportUpdate, { type: 'deliver' }>;

export type DeliverDeps = ShowInChatDeps;

/**
 * Brings one revision of a report to one destination.
 *
 * @returns `done` when the destination shows this revision or a newer one, or takes nothing any more.
 * @throws {UnansweredCallError} Telegram may have done it. Retryable; the lease stays until it can't any more.
 * @throws {LeaseLostError} Somebody else took over. Retryable.
 * @throws Whatever the store throws, and what makes Telegram unreachable. Retryable.
 */
export async function deliver(message: Deliver, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { runId, destination } = message;
  // Before the lease: content that can't be rendered must not hold one.
  const report = reportToShow(message);
  const outcome = await showInChat({ runId, destination, report }, deps);
  if (outcome.status === 'done' || outcome.status === 'later') return outcome;
  return outcome.leavesPlaceholder ? await pointToReport(runId, destination, deps) : done;
}

const reportToShow = ({ runId, revision, content, destination }: Deliver): ShowRequest['report'] => ({
  revision,
  silent: content.state === 'progress',
  text: renderReport(content, { language: destination.language }),
  repeatedText: () => renderReport(content, { language: destination.language, marker: 'repeated' }),
  shownEvent: 'report-delivered',
  logFields: { runId, revision, state: content.state, destination: destinationKindOf(destination) },
});
