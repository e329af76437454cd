import { type TelegramDestination } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type LogFields } from '@pulso/kit/runtime';
import { cutText } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

import { chartKeyOf } from '../lease/delivery-key';
import { type DeliverOutcome, type Moved, type Shown, done } from '../lease/delivery-outcome';
import { type Lease } from '../lease/lease';
import { takeLease } from '../lease/take-lease';
import { type DeliverDeps } from '../ports/deliver-deps';
import { isRecounted } from './deliver-request';
import { drawChart } from './draw-chart';
import { type CurrentChat, followMoves } from './follow-moves';
import { photoLook } from './look';
import { showReport } from './show-report';
import { topicOf } from './showing';

/** The chart of one revision for one chat. */
export interface ChartRequest {
  readonly runId: string;
  readonly revision: number;
  readonly destination: TelegramDestination;
  readonly content: ReportContent;
  /** It was asked for by itself. False: it follows the report. */
  readonly isAlone: boolean;
  readonly logFields: LogFields;
  /** See `DeliveryEnd`. */
  readonly runAgain?: string | undefined;
}

/** @see https://core.telegram.org/bots/api#sendphoto */
const maxCaptionLength = 1024;

/**
 * Brings the chart of a report to a chat that shows the report, by the rules of the report itself: a message of its own
 * with its own lease, intent and id, edited by later revisions.
 *
 * A chart that can't be drawn ends here, and a newer revision does not try it again.
 *
 * @throws As `deliver` does.
 */
export const deliverChart = (request: ChartRequest, deps: DeliverDeps): Promise<DeliverOutcome> =>
  followMoves<DeliverOutcome>(request.destination.chatId, async (chat) => {
    const { runId, revision, destination } = request;
    const key = chartKeyOf(runId, { ...destination, chatId: chat.chatId });
    const claim = await takeLease({ key, revision, preparesFirst: true }, deps);
    const outcome = claim.status === 'leased' ? await showChart(request, chat, claim.lease, deps) : claim;
    return outcome.status === 'shown' || outcome.status === 'overtaken' ? done : outcome;
  });

/**
 * Brings a chart that a person has asked for by itself. What can't be a picture is told in words: that there is nothing to
 * draw, or the numbers, where the picture can't be drawn or its chat takes none.
 *
 * @returns `no-picture` where the words have to follow, also when an earlier attempt has found that out.
 * @throws As `deliver` does.
 */
export async function deliverChartAlone(
  request: Omit<ChartRequest, 'isAlone'>,
  deps: DeliverDeps,
): Promise<DeliverOutcome | { readonly status: 'no-picture' }> {
  const outcome = await deliverChart({ ...request, isAlone: true }, deps);
  if (outcome.status !== 'done') return outcome;
  const stored = await deps.store.read(chartKeyOf(request.runId, request.destination));
  const { messageId, movedToChatId, endedReason, deliveredRevision } = stored?.delivery ?? {};
  const hasEnded = endedReason !== undefined || deliveredRevision !== undefined;
  return messageId === undefined && movedToChatId === undefined && hasEnded ? { status: 'no-picture' } : outcome;
}

async function showChart(
  { revision, destination, content, isAlone, logFields, runAgain }: ChartRequest,
  { chatId, isRepeat }: CurrentChat,
  lease: Lease,
  deps: DeliverDeps,
): Promise<DeliverOutcome | Moved | Shown> {
  const chart = await drawChart(content, destination, deps, logFields);
  if (chart.status === 'failed') {
    await lease.store(({ lease: _, ...rest }) => ({ ...rest, endedReason: chart.reason }));
    return done;
  }
  const { messageId, fingerprint } = lease.delivery();
  const isShown = messageId !== undefined && chart.status === 'drawn' && chart.fingerprint === fingerprint;
  if (chart.status === 'nothing-to-draw' || isShown) {
    await lease.store(({ lease: _, ...rest }) => ({ ...rest, deliveredRevision: revision }));
    return done;
  }
  if (messageId === undefined) await lease.recordIntent();
  const caption = (isMarked: boolean): string => {
    const { repeated } = reportTexts(languageOf(destination.language)).markers;
    return cutText(isMarked ? `${repeated}\n${chart.caption}` : chart.caption, maxCaptionLength);
  };
  return showReport(
    {
      revision,
      lookOf: (isMarked) => photoLook({ png: chart.png, caption: caption(isMarked) }, !isAlone),
      isRecounted: isRecounted(content),
      shownEvent: 'chart-delivered',
      logFields,
      runAgain,
      record: { fingerprint: chart.fingerprint },
    },
    { chatId, ...topicOf(destination), placeholderMessageId: undefined, isRepeat },
    lease,
    deps,
  );
}
