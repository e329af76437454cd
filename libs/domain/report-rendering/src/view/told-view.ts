import { type ReportContent } from '@pulso/contracts/report-updates';
import { hourMs } from '@pulso/kit/time';

import { clip } from './line-text';
import { type NumberView, signedNumber, usualTextOf } from './number-view';
import { rowNameOf } from './table-view';
import { type Frame } from './window-in-words';

type Value = ReportContent['values'][number];

/** A number of the report, and how it is shown. */
export interface ShownNumber {
  readonly value: Value;
  readonly view: NumberView;
}

/** What the first line says of a number that is unusual, or usual again. */
export interface ToldView {
  readonly number: ShownNumber;
  /** @example 'Requests 512' */
  readonly lead: string;
  /** @example ', unusual for a Thursday (260 to 310): /roll +140, link promo_x +60' */
  readonly rest: string;
}

/**
 * Chooses the number of the first line, and words it: of a report that comes because of news, what has become unusual, else
 * what is usual again; of others, the first one that is unusual.
 *
 * @param inOrder - As the report shows them.
 * @returns Undefined where there is none.
 */
export function toldViewOf(
  inOrder: readonly ShownNumber[],
  content: ReportContent,
  frame: Frame,
): ToldView | undefined {
  const news = inOrder.filter(({ value }) => newsOf(value, content));
  const number =
    news.find(({ value }) => !isBack(value, content)) ?? news[0] ?? inOrder.find(({ value }) => value.isUnusual);
  if (!number) return undefined;
  const { value, view } = number;
  const isUsualAgain = isBack(value, content);
  const usualText = usualTextOf(value, frame);
  const what = isUsualAgain ? frame.texts.usualAgain : unusualText(content, frame);
  const moved = isUsualAgain ? [] : moversInWords(value, content, frame);
  return {
    number,
    lead: `${view.name} ${view.text}`,
    rest:
      `, ${what}${usualText === undefined ? '' : ` (${usualText})`}` +
      (moved.length > 0 ? `: ${moved.join(', ')}` : ''),
  };
}

const newsOf = ({ queryId, numberId }: Value, { news = [] }: ReportContent) =>
  news.find((each) => each.queryId === queryId && each.numberId === numberId)?.change;

/** Whether a report comes because this number is usual again. */
export const isBack = (value: Value, content: ReportContent): boolean => newsOf(value, content) === 'back';

function unusualText({ comparedEndMs }: ReportContent, { window, period, zone, texts }: Frame): string {
  // As the watch has them.
  if (window.endMs - window.startMs === hourMs) return texts.unusualHour;
  // A window belongs to the weekday of its middle.
  const middleMs = (comparedEndMs ?? window.endMs) - (window.endMs - window.startMs) / 2;
  return texts.unusual(period === 'day' ? zone.wallTimeAt(middleMs).weekday : undefined);
}

const maxNameLength = 40;

/** The rows that explain it. */
const moversInWords = ({ movers = [] }: Value, { tables }: ReportContent, frame: Frame): string[] =>
  movers.map(({ queryId, tableId, key, change }) => {
    const table = tables?.find((each) => each.queryId === queryId && each.tableId === tableId);
    const name = table ? rowNameOf(table, key, frame) : clip(key, maxNameLength);
    return `${name} ${signedNumber(change, frame)}`;
  });
