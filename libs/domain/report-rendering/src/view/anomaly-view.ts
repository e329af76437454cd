import { type ReportContent } from '@pulso/contracts/report-updates';
import { hourMs } from '@pulso/kit/time';

import { clip } from './line-text';
import { type NumberView, baselineTextOf, signedNumber } from './number-view';
import { rowNameOf } from './table-view';
import { type Frame } from './window-in-words';

type Value = ReportContent['values'][number];

/** A number of the report, and how it is shown. */
export interface ShownNumber {
  readonly value: Value;
  readonly view: NumberView;
}

/** What the first line says of a number that is unusual, or usual again. */
export interface AnomalyView {
  readonly number: ShownNumber;
  /** @example 'Requests 512' */
  readonly lead: string;
  /** @example ', unusual for a Thursday (260 to 310): /roll +140, link promo_x +60' */
  readonly rest: string;
}

/**
 * Chooses the number of the first line, and words it. A notification is about what became unusual, else about what is
 * usual again; any other report about its first unusual number.
 */
export function anomalyViewOf(
  inOrder: readonly ShownNumber[],
  content: ReportContent,
  frame: Frame,
): AnomalyView | undefined {
  const notified = inOrder.filter(({ value }) => notifiedChangeOf(value, content));
  const number =
    notified.find(({ value }) => !isAnomalyOver(value, content)) ??
    notified[0] ??
    inOrder.find(({ value }) => value.isAnomaly);
  if (!number) return undefined;
  const { value, view } = number;
  const isUsualAgain = isAnomalyOver(value, content);
  const baselineText = baselineTextOf(value, frame);
  const what = isUsualAgain ? frame.texts.usualAgain : unusualText(content, frame);
  const moved = isUsualAgain ? [] : moversInWords(value, content, frame);
  return {
    number,
    lead: `${view.name} ${view.text}`,
    rest:
      `, ${what}${baselineText === undefined ? '' : ` (${baselineText})`}` +
      (moved.length > 0 ? `: ${moved.join(', ')}` : ''),
  };
}

const notifiedChangeOf = ({ queryId, numberId }: Value, { notifications = [] }: ReportContent) =>
  notifications.find((each) => each.queryId === queryId && each.numberId === numberId)?.change;

/** Whether a report comes because this number is usual again. */
export const isAnomalyOver = (value: Value, content: ReportContent): boolean =>
  notifiedChangeOf(value, content) === 'back';

function unusualText({ comparedEndMs }: ReportContent, { window, period, zone, texts }: Frame): string {
  // The watch reports hours.
  if (window.endMs - window.startMs === hourMs) return texts.unusualHour;
  // A window belongs to the weekday of its middle.
  const middleMs = (comparedEndMs ?? window.endMs) - (window.endMs - window.startMs) / 2;
  return texts.unusual(period === 'day' ? zone.wallTimeAt(middleMs).weekday : undefined);
}

const maxNameLength = 40;

/** The rows that explain an anomaly. */
const moversInWords = ({ movers = [] }: Value, { tables }: ReportContent, frame: Frame): string[] =>
  movers.map(({ queryId, tableId, key, change }) => {
    const table = tables?.find((each) => each.queryId === queryId && each.tableId === tableId);
    const name = table ? rowNameOf(table, key, frame) : clip(key, maxNameLength);
    return `${name} ${signedNumber(change, frame)}`;
  });
