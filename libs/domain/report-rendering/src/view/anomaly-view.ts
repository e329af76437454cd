import { type ReportContent } from '@pulso/contracts/report-updates';
import { formatNumber, percentSignOf } from '@pulso/kit/texts';
import { hourMs } from '@pulso/kit/time';

import { clip } from './line-text';
import { type NumberView, baselineTextOf, signedNumber } from './number-view';
import { rowNameOf } from './table-view';
import { type Frame, clockTime } from './window-in-words';

type Value = ReportContent['values'][number];

/** A number of the report, and how it is shown. */
export interface ShownNumber {
  readonly value: Value;
  readonly view: NumberView;
}

/** What the first line says of a number that is unusual, or usual again. */
export interface AnomalyView {
  readonly number: ShownNumber;
  /** @example 'Requests 512', '51 of 111 requests failed' */
  readonly lead: string;
  /** @example ', about twice a usual Thursday (206 to 310). Mostly /roll (+140), link promo_x (+60)' */
  readonly rest: string;
}

/**
 * Chooses the number of the first line, and words it. A notification is about what became unusual, else about what is
 * usual again; any other report about the unusual number that leads, or its first one.
 */
export function anomalyViewOf(
  inOrder: readonly ShownNumber[],
  content: ReportContent,
  frame: Frame,
): AnomalyView | undefined {
  const notified = inOrder.filter(({ value }) => notifiedChangeOf(value, content));
  const unusual = inOrder.filter(({ value }) => value.isAnomaly);
  const number =
    notified.find(({ value }) => !isAnomalyOver(value, content)) ??
    notified[0] ??
    unusual.find(({ value }) => value.marked === 'first' && value.value > (value.baseline?.high ?? 0)) ??
    unusual[0] ??
    inOrder.find(({ value }) => value.movers ?? value.during);
  if (!number) return undefined;
  const { value, view } = number;
  const lead = `${view.name} ${view.text}`;
  const usual = baselineTextOf(value, frame);
  const bracketed = usual === undefined ? '' : ` (${usual})`;
  const usually = usual === undefined ? '' : ` (${frame.texts.usually(usual)})`;
  if (isAnomalyOver(value, content)) return { number, lead, rest: `, ${frame.texts.usualAgain}${bracketed}` };
  const reason = reasonInWords(value, content, frame);
  if (!value.isAnomaly) {
    const shifts = [...reason.when.map((when) => `${when}: 0`), ...(reason.names === '' ? [] : [reason.names])];
    return { number, lead, rest: `, ${frame.texts.shifted} ${shifts.join(', ')}` };
  }
  const whole = inOrder.find((other) => idOf(other.value) === value.partOf);
  if (value.marked === 'first' && whole) {
    const rest = [usually, ...reason.when, ...(reason.names === '' ? [] : [reason.text])].join(', ');
    return { number, lead: frame.texts.failedOf(view.text, whole.view.text), rest };
  }
  const what = unusualText(value, content, frame);
  const text = reason.names === '' ? '' : `. ${reason.text.charAt(0).toUpperCase()}${reason.text.slice(1)}`;
  return { number, lead, rest: [what === '' ? usually : `, ${what}${bracketed}`, ...reason.when].join(', ') + text };
}

const idOf = ({ queryId, numberId }: Value): string => numberId ?? queryId;

const notifiedChangeOf = ({ queryId, numberId }: Value, { notifications = [] }: ReportContent) =>
  notifications.find((each) => each.queryId === queryId && each.numberId === numberId)?.change;

/** Whether a report comes because this number is usual again. */
export const isAnomalyOver = (value: Value, content: ReportContent): boolean =>
  notifiedChangeOf(value, content) === 'back';

/** @returns Empty where only the range says something: of nothing, and where nothing was expected. */
function unusualText({ value, baseline }: Value, content: ReportContent, frame: Frame): string {
  const { window, period, zone, texts, language } = frame;
  // The watch reports hours.
  if (window.endMs - window.startMs === hourMs) return texts.unusualHour;
  const ratio = value / (baseline?.expected ?? NaN);
  if (!(ratio > 0 && ratio < Infinity)) return '';
  // A window belongs to the weekday of its middle.
  const middleMs = (content.comparedEndMs ?? window.endMs) - (window.endMs - window.startMs) / 2;
  const by = `${formatNumber(Math.round(100 * Math.abs(ratio - 1)), language)}${percentSignOf(language)}`;
  const times = ratio < 1 ? 1 / 2 : Math.round(ratio);
  const isAbout = Math.abs(ratio / times - 1) <= 1 / 8 && times !== 1;
  const than = isAbout ? texts.about(times) : texts.than(by, ratio > 1);
  return texts.unusual(than, period === 'day' ? zone.wallTimeAt(middleMs).weekday : undefined);
}

const maxNameLength = 40;

/** A mover with as much of the deviation is all of it. */
const allShare = 0.95;

/** Says when a number was unusual and by what. */
function reasonInWords(value: Value, { tables, values }: ReportContent, frame: Frame) {
  const { movers = [], during, isByFew, baseline } = value;
  const { texts, window, zone } = frame;
  const nameOf = ({ queryId, numberId, tableId, key }: (typeof movers)[number]): string => {
    const table = tables?.find((each) => each.queryId === queryId && each.tableId === tableId);
    const number = values.find((each) => each.queryId === queryId && each.numberId === numberId);
    if (key === undefined) return frame.titleOf(number?.title ?? { en: queryId }, queryId);
    return table ? rowNameOf(table, key, frame) : clip(key, maxNameLength);
  };
  const [first] = movers;
  const deviation = value.value - (baseline?.expected ?? 0);
  const isAll = movers.length === 1 && first !== undefined && first.change / deviation >= allShare;
  const names = movers
    .map((mover) => `${nameOf(mover)}${isAll ? '' : ` (${signedNumber(mover.change, frame)})`}`)
    .join(', ');
  const timeOf = (atMs: number): string => clockTime(zone.wallTimeAt(atMs));
  const dayOf = (atMs: number): string => texts.date(zone.wallTimeAt(atMs));
  const when =
    during &&
    (during.startMs < window.startMs
      ? texts.since(dayOf(during.startMs), false)
      : during.endMs === undefined
        ? texts.since(timeOf(during.startMs), true)
        : `${timeOf(during.startMs)}–${timeOf(during.endMs)}`);
  return { names, text: texts.causes(names, isAll), when: [when, isByFew && texts.byFew].filter((part) => part) };
}
