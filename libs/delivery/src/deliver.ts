import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { renderReport } from '@pulso/report-rendering';

import { deliveryKeyOf, destinationKindOf } from './delivery-key';
import { type LeaseDeps, takeLease } from './lease';
import { type DeliverOutcome, done } from './record-outcome';
import { type ReportToShow, type ShowDeps, showReport } from './show-report';

export type Deliver = Extract<ReportUpdate, { type: 'deliver' }>;

export type DeliverDeps = LeaseDeps & ShowDeps;

/**
 * Brings one revision of a report to one destination.
 *
 * @returns `done` when the destination shows this revision or a newer one, or takes nothing any more.
 * @throws {UnansweredCallError} Telegram may have done it. Retryable; the lease stays until it can't any more.
 * @throws {LeaseLostError} Somebody else took over. Retryable.
 * @throws Whatever the store throws, and what makes Telegram unreachable. Retryable.
 */
export async function deliver(message: Deliver, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { runId, revision, destination } = message;
  // Before the lease: content that can't be rendered must not hold one.
  const report = reportToShow(message);
  const { placeholderMessageId } = destination;
  const claim = await takeLease({ key: deliveryKeyOf(runId, destination), revision, placeholderMessageId }, deps);
  switch (claim.status) {
    case 'up-to-date':
    case 'ended':
      return done;
    case 'busy':
      return { status: 'later', delayMs: claim.delayMs };
    case 'leased':
      return showReport(report, claim.lease, deps);
    default:
      return claim satisfies never;
  }
}

const reportToShow = ({ runId, revision, content, destination }: Deliver): ReportToShow => ({
  revision,
  chatId: destination.chatId,
  placeholderMessageId: destination.placeholderMessageId,
  silent: content.state === 'progress',
  text: renderReport(content, { language: destination.language }),
  repeatedText: renderReport(content, { language: destination.language, marker: 'repeated' }),
  logFields: { runId, revision, state: content.state, destination: destinationKindOf(destination) },
});
