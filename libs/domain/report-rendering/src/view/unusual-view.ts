import { type ReportContent } from '@pulso/contracts/report-updates';
import { reportTexts } from '@pulso/kit/texts';

import { clip } from './line-text';
import { type NumberView, type Reader } from './number-view';
import { rowNameOf, signedNumber } from './table-view';
import { type Window, isHour, periodOf } from './window-in-words';

type Value = ReportContent['values'][number];

/** A number, and how it is shown. */
interface ShownValue {
  readonly value: Value;
  readonly view: NumberView;
}

/**
 * Chooses the number of the first line: of a report that comes because of news, what has become unusual, else what is usual
 * again; of others, the first one that is unusual.
 *
 * @param inOrder - As the report shows them.
 */
export function toldOf(
  inOrder: readonly NumberView[],
  shown: readonly ShownValue[],
  content: ReportContent,
): (ShownValue & { readonly isBack: boolean }) | undefined {
  const candidates = inOrder.flatMap((view) => shown.filter((one) => one.view === view));
  const news = candidates.filter(({ value }) => changeOf(value, content));
  const found =
    news.find(({ value }) => !isBack(value, content)) ??
    news[0] ??
    candidates.find(({ view }) => view.change?.isUnusual);
  return found && { ...found, isBack: isBack(found.value, content) };
}

const changeOf = ({ queryId, numberId }: Value, { news = [] }: ReportContent) =>
  news.find((each) => each.queryId === queryId && each.numberId === numberId)?.change;

/** Whether a report comes because this number is usual again. */
export const isBack = (value: Value, content: ReportContent): boolean => changeOf(value, content) === 'back';

type Mover = NonNullable<Value['movers']>[number];

const maxNameLength = 40;

/** The number that a report's first line is about, because it is unusual, or usual again. */
export interface UnusualView {
  readonly number: NumberView;
  /** @example 'Requests 512' */
  readonly lead: string;
  /** @example ', unusual for a Thursday (260 to 310): /roll +140, link promo_x +60' */
  readonly rest: string;
}

/** Words what is unusual, and which rows explain it. */
export function unusualViewOf(
  number: NumberView,
  { movers = [] }: Value,
  { tables, comparedEndMs }: ReportContent,
  { startMs, endMs }: Window,
  reader: Reader,
): UnusualView {
  const texts = reportTexts(reader.language);
  // Of the two days that a window touches, it is of the one that it has most of.
  const middleMs = (comparedEndMs ?? endMs) - (endMs - startMs) / 2;
  const weekday = periodOf({ startMs, endMs }) === 'day' ? reader.zone.wallTimeAt(middleMs).weekday : undefined;
  const unusual = isHour({ startMs, endMs }) ? texts.unusualHour : texts.unusual(weekday);
  const nameOf = ({ queryId, tableId, key }: Mover): string => {
    const table = tables?.find((each) => each.queryId === queryId && each.tableId === tableId);
    return table ? rowNameOf(table, key, reader) : clip(key, maxNameLength);
  };
  const moved = movers.map((mover) => `${nameOf(mover)} ${signedNumber(mover.change, reader.language)}`);
  return {
    number,
    lead: `${number.name} ${number.text}`,
    rest:
      `, ${unusual}${number.usualText === undefined ? '' : ` (${number.usualText})`}` +
      (moved.length > 0 ? `: ${moved.join(', ')}` : ''),
  };
}

/** Words what is usual again, where that is why a report comes. */
export const usualAgainViewOf = (number: NumberView, { language }: Reader): UnusualView => ({
  number,
  lead: `${number.name} ${number.text}`,
  rest: `, ${reportTexts(language).usualAgain}${number.usualText === undefined ? '' : ` (${number.usualText})`}`,
});
