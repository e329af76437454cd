import { alarmedEvents } from '@pulso/contracts/envelope';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type LogFields, errorFields } from '@pulso/kit/runtime';

import { type DeliverDeps } from '../ports/deliver-deps';
import { type ChartTools } from '../ports/loaded-tools';

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
