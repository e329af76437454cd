import { deliveryKeyOf } from '../lease/delivery-key';
import { type DeliverOutcome, type Overtaken, type Shown, done } from '../lease/delivery-outcome';
import { takeLease } from '../lease/take-lease';
import { type DeliverDeps } from '../ports/deliver-deps';
import { deliverChart, deliverChartAlone } from './deliver-chart';
import { type DeliverRequest } from './deliver-request';
import { endReplaced } from './end-replaced';
import { followMoves } from './follow-moves';
import { pointToReport } from './point-to-report';
import { showReport } from './show-report';
import { topicOf } from './showing';

/** Where a chat shows the report. */
interface ShownThere extends Shown {
  readonly chatId: string;
}

/**
 * Brings one revision of a report, or a notice in its place, to one chat, wherever it is by now, and then its chart; or the
 * chart alone, where a person has asked for it.
 *
 * A chat that has moved is served under its new id, as if the plan had named that one: where the plan names both, they
 * are one chat with one message. The placeholder stays behind, for its id means nothing in the new chat.
 *
 * @returns `done` when the destination shows this revision or a newer one, or takes nothing any more.
 * @throws {LeaseLostError} Another process has taken over. Retryable.
 * @throws {ChatKeepsMovingError} Retryable.
 * @throws What the store throws, and what makes Telegram unreachable. Retryable.
 */
export async function deliver(request: DeliverRequest, deps: DeliverDeps): Promise<DeliverOutcome> {
  const { runId, destination, report, chart, isChartWanted = false } = request;
  const replaced = report.isProgress ? done : await endReplaced(runId, destination, deps);
  if (replaced.status === 'outrun') {
    deps.log.info('report-outrun', report.logFields);
    return done;
  }
  if (replaced.status !== 'done') return replaced;
  const { revision, logFields, runAgain } = report;
  if (chart && isChartWanted) {
    const alone = await deliverChartAlone({ runId, revision, destination, content: chart, logFields, runAgain }, deps);
    if (alone.status !== 'no-picture') return alone;
  }
  const shown = await showWhereverItIs(request, deps);
  // Two requests of one run have posted a placeholder each; this one would go on saying "preparing".
  if (shown.status === 'overtaken') return pointToReport(runId, destination, deps);
  if (shown.status !== 'shown') return shown;
  const tidied = shown.leavesPlaceholder ? await pointToReport(runId, destination, deps) : done;
  if (!chart || isChartWanted || tidied.status !== 'done') return tidied;
  const there = { ...destination, chatId: shown.chatId };
  return deliverChart(
    { runId, revision, destination: there, content: chart, isAlone: false, logFields, runAgain },
    deps,
  );
}

const showWhereverItIs = (
  { runId, destination, report }: DeliverRequest,
  deps: DeliverDeps,
): Promise<DeliverOutcome | Overtaken | ShownThere> =>
  followMoves<DeliverOutcome | Overtaken | ShownThere>(destination.chatId, async ({ chatId, hasMoved, isRepeat }) => {
    const placeholderMessageId = hasMoved ? undefined : destination.placeholderMessageId;
    const key = deliveryKeyOf(runId, { ...destination, chatId });
    const { revision, isProgress } = report;
    const claim = await takeLease({ key, revision, isProgress, placeholderMessageId }, deps);
    const outcome =
      claim.status === 'leased'
        ? await showReport(
            report,
            { chatId, ...topicOf(destination), placeholderMessageId, isRepeat },
            claim.lease,
            deps,
          )
        : claim;
    return outcome.status === 'shown' ? { ...outcome, chatId } : outcome;
  });
