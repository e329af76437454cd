import { alarmedEvents } from '@pulso/contracts/envelope';
import { type TelegramDestination } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type LogFields, errorFields } from '@pulso/kit/runtime';
import { cutText } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

import { type Prepared } from './carry-out';
import { chartKeyOf } from './delivery';
import { type Attempt, type DeliverOutcome, done, doneUnlessSaidAgain } from './events';
import { isRecounted } from './incoming';
import { type ChartTools, type DeliverDeps } from './ports';
import { bringToChat, callOf, photoLook, photoMethods } from './telegram-message';

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
 * Brings the chart of a report to a chat by the rules of the report itself: a message of its own with its own lease, intent
 * and id, edited by later revisions. It follows the report, or was asked for by itself.
 *
 * A chart that can't be drawn ends here, and a newer revision does not try it again.
 *
 * @returns `no-picture` for one that was asked for by itself where words have to follow, also when an earlier attempt has
 * found that out: there is nothing to draw, the picture can't be drawn, or its chat takes none.
 * @throws As `deliver` does.
 */
export async function deliverChart(
  request: ChartRequest,
  deps: DeliverDeps,
): Promise<DeliverOutcome | { readonly status: 'no-picture' }> {
  const { runId, revision, destination, content, isAlone, logFields, runAgain } = request;
  const keyIn = (chatId: string) => chartKeyOf(runId, { ...destination, chatId });
  const outcome = await bringToChat(
    destination,
    {
      keyIn,
      wanted: {
        revision,
        preparesFirst: true,
        methods: photoMethods,
        isRecounted: isRecounted(content),
        shownEvent: 'chart-delivered',
        logFields,
        runAgain,
      },
      bring: (chatId) => ({ prepare: (attempt) => prepareChart(request, chatId, attempt, deps) }),
    },
    deps,
  );
  if (outcome.status === 'later') return outcome;
  const shown = outcome.status === 'shown' ? doneUnlessSaidAgain(outcome) : done;
  if (!isAlone || shown.status === 'later') return shown;
  const stored = await deps.store.read(keyIn(destination.chatId));
  const { messageId, movedToChatId, endedReason, deliveredRevision } = stored?.delivery ?? {};
  const hasEnded = endedReason !== undefined || deliveredRevision !== undefined;
  return messageId === undefined && movedToChatId === undefined && hasEnded ? { status: 'no-picture' } : done;
}

async function prepareChart(
  { destination, content, isAlone, logFields }: ChartRequest,
  chatId: string,
  attempt: Attempt,
  deps: DeliverDeps,
): Promise<Prepared> {
  const chart = await drawChart(content, destination, deps, logFields);
  if (chart.status === 'failed') return { event: { type: 'not-drawn', attempt, reason: chart.reason } };
  if (chart.status === 'nothing-to-draw') return { event: { type: 'prepared', attempt, fingerprint: null } };
  const { repeated } = reportTexts(languageOf(destination.language)).markers;
  const lookOf = (isRepeat: boolean) => {
    const caption = cutText(isRepeat ? `${repeated}\n${chart.caption}` : chart.caption, maxCaptionLength);
    return photoLook({ png: chart.png, caption }, !isAlone);
  };
  return {
    event: { type: 'prepared', attempt, fingerprint: chart.fingerprint },
    call: callOf(chatId, lookOf, deps),
  };
}

export type DrawnChart =
  /** `caption` for a chat, `altText` where a reader may not see the picture. */
  | {
      readonly status: 'drawn';
      readonly png: Uint8Array;
      readonly altText: string;
      readonly caption: string;
      readonly fingerprint: string;
    }
  /** The numbers make no picture. */
  | { readonly status: 'nothing-to-draw' }
  /** It will fail again: the drawing has a bug. The log has the alarm. */
  | { readonly status: 'failed'; readonly reason: string };

/**
 * Draws the chart of a report. A report without its picture is better than none, so nothing is thrown.
 *
 * @param options - How its readers read, and on which background.
 * @param logFields - Of the delivery, for the log.
 */
export async function drawChart(
  content: ReportContent,
  { language, timeZone, mode }: Parameters<ChartTools['renderChart']>[1],
  { loadChartTools, fingerprint, log }: DeliverDeps,
  logFields: LogFields,
): Promise<DrawnChart> {
  try {
    const { renderChart, renderPng } = await loadChartTools();
    const chart = renderChart(content, { language, timeZone, mode });
    if (!chart) return { status: 'nothing-to-draw' };
    const { svg, altText, caption } = chart;
    return {
      status: 'drawn',
      png: await renderPng(svg),
      altText,
      caption,
      fingerprint: fingerprint(`${caption}\n${svg}`),
    };
  } catch (error) {
    const fields = errorFields(error);
    log.error(alarmedEvents.chartNotDrawn, { ...logFields, ...fields });
    return { status: 'failed', reason: `not drawn: ${fields.errorName}` };
  }
}
