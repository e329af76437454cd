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
 * Shows the chart of a report in a chat, after the report or alone (D12). A chart that can't be drawn ends here, also
 * for newer revisions.
 *
 * @returns `no-picture` if the chart was to come alone and a text must replace it, also after an earlier attempt.
 * @throws As `deliver` does.
 */
export async function deliverChart(
  message: DeliverTo<TelegramDestination>,
  isAlone: boolean,
  deps: DeliverDeps,
): Promise<DeliverOutcome | { readonly status: 'no-picture' }> {
  const { runId, content, destination } = message;
  const wanted = { ...wantedOf(message), medium: 'chart', shownEvent: 'chart-delivered' } as const;
  const prepare: Outgoing['prepare'] = async (attempt) => {
    const chart = await drawChart(content, destination, deps, wanted.logFields);
    if (chart.status !== 'drawn') return { event: { ...chart, type: 'not-prepared', attempt } };
    const { png, fingerprint } = chart;
    const { repeated } = reportTexts(languageOf(destination.language)).markers;
    const variantOf = (isRepeat: boolean) => {
      const caption = isRepeat ? `${repeated}\n${chart.caption}` : chart.caption;
      return { png, caption: cutText(caption, maxCaptionLength) };
    };
    return { event: { type: 'prepared', attempt, fingerprint }, call: callFor(variantOf, deps) };
  };
  const chartMessage = { runId, part: 1, wanted, silent: !isAlone, prepare } as const;
  const outcome = doneUnlessEditedAgain(await bringToChat(destination, chartMessage, deps));
  if (!isAlone || outcome.status === 'later') return outcome;
  const stored = await deps.store.read(deliveryKeyOf(runId, destination, 1));
  const { messageId, movedToChatId, endedReason, deliveredRevision } = stored?.delivery ?? {};
  const hasEnded = endedReason !== undefined || deliveredRevision !== undefined;
  return messageId === undefined && movedToChatId === undefined && hasEnded ? { status: 'no-picture' } : done;
}

/** A message that must be edited once more comes back for that. */
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
  /** `endedReason`: the drawing has a bug and will fail again; an alarm was logged. Absent: there is nothing to draw. */
  | { readonly status: 'not-drawn'; readonly endedReason?: string };

/**
 * Draws the chart of a report. Never throws: a report without its picture is better than no report.
 *
 * @param options - Language, time zone and background.
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
    if (!chart) return { status: 'not-drawn' };
    const { svg, altText, caption } = chart;
    const png = await renderPng(svg);
    return { status: 'drawn', png, altText, caption, fingerprint: fingerprint(`${caption}\n${svg}`) };
  } catch (error) {
    const fields = errorFields(error);
    log.error(alarmedEvents.chartNotDrawn, { ...logFields, ...fields });
    return { status: 'not-drawn', endedReason: `not drawn: ${fields.errorName}` };
  }
}
