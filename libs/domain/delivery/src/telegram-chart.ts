import { alarmedEvents } from '@pulso/contracts/envelope';
import { type TelegramDestination } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type LogFields, errorFields } from '@pulso/kit/runtime';
import { cutText } from '@pulso/kit/telegram';
import { languageOf, reportTexts } from '@pulso/kit/texts';

import { type Outgoing } from './carry-out';
import { deliveryKeyOf } from './delivery';
import { type DeliverOutcome, done } from './events';
import { type DeliverTo, wantedOf } from './incoming';
import { type ChartTools, type DeliverDeps } from './ports';
import { bringToChat, callFor } from './telegram-message';

/** @see https://core.telegram.org/bots/api#sendphoto */
const maxCaptionLength = 1024;

/**
 * Brings the chart of a report to a chat, after the report or alone, by the rules of the report itself: a message with its
 * own lease, intent and id, which later revisions edit. A chart that can't be drawn ends here, also for newer revisions.
 *
 * @returns `no-picture` for a chart alone that words have to replace, also when an earlier attempt has found that out:
 *   there is nothing to draw, it can't be drawn, or its chat takes no picture.
 * @throws As `deliver` does.
 */
export async function deliverChart(
  message: DeliverTo<TelegramDestination>,
  isAlone: boolean,
  deps: DeliverDeps,
): Promise<DeliverOutcome | { readonly status: 'no-picture' }> {
  const { runId, content, destination } = message;
  const wanted = { ...wantedOf(message), medium: 'chart', shownEvent: 'chart-delivered' } as const;
  const bring = (chatId: string): Omit<Outgoing, 'wanted'> => ({
    prepare: async (attempt) => {
      const chart = await drawChart(content, destination, deps, wanted.logFields);
      if (chart.status === 'failed') return { event: { type: 'not-prepared', attempt, endedReason: chart.reason } };
      if (chart.status === 'nothing-to-draw') return { event: { type: 'not-prepared', attempt } };
      const { repeated } = reportTexts(languageOf(destination.language)).markers;
      const variantOf = (isRepeat: boolean) => {
        const caption = cutText(isRepeat ? `${repeated}\n${chart.caption}` : chart.caption, maxCaptionLength);
        return { png: chart.png, caption };
      };
      const { fingerprint } = chart;
      return {
        event: { type: 'prepared', attempt, fingerprint },
        call: callFor({ chatId, silent: !isAlone }, variantOf, deps),
      };
    },
  });
  const outcome = doneUnlessEditedAgain(await bringToChat(destination, { runId, part: 1, wanted, bring }, deps));
  if (!isAlone || outcome.status === 'later') return outcome;
  const stored = await deps.store.read(deliveryKeyOf(runId, destination, 1));
  const { messageId, movedToChatId, endedReason, deliveredRevision } = stored?.delivery ?? {};
  const hasEnded = endedReason !== undefined || deliveredRevision !== undefined;
  return messageId === undefined && movedToChatId === undefined && hasEnded ? { status: 'no-picture' } : done;
}

/** A message that is edited once more comes back for that. */
export const doneUnlessEditedAgain = (outcome: DeliverOutcome): DeliverOutcome =>
  outcome.status === 'done' && outcome.editAgainMs !== undefined
    ? { status: 'later', delayMs: outcome.editAgainMs, isTidying: true }
    : outcome;

export type DrawnChart =
  | {
      readonly status: 'drawn';
      readonly png: Uint8Array;
      /** For readers who may not see the picture. */
      readonly altText: string;
      /** For a chat. */
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
 */
export async function drawChart(
  content: ReportContent,
  options: Parameters<ChartTools['renderChart']>[1],
  { loadChartTools, fingerprint, log }: DeliverDeps,
  logFields: LogFields,
): Promise<DrawnChart> {
  try {
    const { renderChart, renderPng } = await loadChartTools();
    const chart = renderChart(content, options);
    if (!chart) return { status: 'nothing-to-draw' };
    const { svg, altText, caption } = chart;
    const png = await renderPng(svg);
    return { status: 'drawn', png, altText, caption, fingerprint: fingerprint(`${caption}\n${svg}`) };
  } catch (error) {
    const fields = errorFields(error);
    log.error(alarmedEvents.chartNotDrawn, { ...logFields, ...fields });
    return { status: 'failed', reason: `not drawn: ${fields.errorName}` };
  }
}
