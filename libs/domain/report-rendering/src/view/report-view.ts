import { type ReportContent } from '@pulso/contracts/report-updates';
import { defined } from '@pulso/kit/telegram';
import { type Language, type ReportTexts, formatNumber, languageOf, reportTexts } from '@pulso/kit/texts';

import { chartDataOf } from './chart-series';
import { hashtagOf, titleIn } from './line-text';
import { isOfThePast, type Window, periodOfPart, windowInWords, zoneOf } from './window-in-words';
import { type MissingView, missingViewsOf, questionCountOf } from './missing-view';
import { notesOf, recountTextOf, scannedInWords } from './notes';
import { type NumberView, type Reader, missingCountOf, numberViewOf } from './number-view';
import { type Bars, barsOf } from './sparkline';
import { type TableView, tableViewOf } from './table-view';
import { isBack, toldOf, type UnusualView, unusualViewOf, usualAgainViewOf } from './unusual-view';

/** What a report shows, in the reader's words: Telegram, e-mail, webhook and chart only lay it out. */
export interface ReportView {
  readonly language: Language;
  readonly title: string;
  /** By which a chat is searched. @example '#daily_usage' */
  readonly hashtag?: string;
  /** @example '24 hours to Thu 26 Nov, 12:25 UTC' */
  readonly window: string;
  readonly state: ReportContent['state'];
  /** Where it says that it may be there twice, or corrects an earlier one. */
  readonly marker?: { readonly kind: Marker; readonly text: string };
  /** What was added to its counts later. @example 'With records that came late: Requests +3.' */
  readonly recountText?: string;
  /** Where a number is unusual, or news of another kind: the first line is about it. */
  readonly unusual?: UnusualView;
  /** Numbers of the first line, or of the line after it. Empty: nothing is known, or nothing was recorded. */
  readonly headline: readonly NumberView[];
  /** What the first line says besides, after the numbers. */
  readonly headlineNotes: readonly string[];
  /** The one of these notes that says what every sum lacks. @example '1 day missing' */
  readonly gapText?: string;
  /** Further numbers, each with a line of its own. */
  readonly body: readonly NumberView[];
  /** Numbers of the small print. */
  readonly details: readonly NumberView[];
  readonly tables: readonly TableView[];
  /** What the rows of the only answer are together, where they add up: it stands in the first line. @example 'Requests 428' */
  readonly total?: string;
  /** Of a report that is open or partial: how many answers it has. */
  readonly stateText?: string;
  readonly missing: readonly MissingView[];
  /** Of a partial report: what stands above what is missing. */
  readonly missingText?: string;
  /** Bars of the headline's numbers and of those below. */
  readonly bars: Bars;
  /** Sentences for the end: what numbers are compared with, what is not in yet, why there is no chart, and what bars are. */
  readonly notes: readonly string[];
  /** The same for what can't be edited: there, late answers come as a correction. */
  readonly closingNotes: readonly string[];
}

export type Marker = 'repeated' | 'correction' | 'repeated-correction';

export interface ViewOptions {
  /** A language tag. Titles have more languages than texts: a title is shown in the tag's own language if it has it. */
  readonly language?: string | undefined;
  /** An IANA name. Absent or unknown: UTC. */
  readonly timeZone?: string | undefined;
  /** `repeated`: an earlier attempt may have arrived, its answer was lost; `repeated-correction`: of a correction. */
  readonly marker?: Marker | undefined;
}

/** Numbers in the first line: a phone shows no more of them. */
const maxHeadlineNumbers = 4;

/**
 * Decides what a report shows, and words it.
 *
 * Nothing depends on the time of rendering: the same content gives the same view, so repeating an edit changes nothing.
 */
export function reportViewOf(
  content: ReportContent,
  { language: tag, timeZone, marker }: ViewOptions = {},
): ReportView {
  const language = languageOf(tag);
  const texts = reportTexts(language);
  const zone = zoneOf(timeZone);
  const window: Window = { startMs: content.windowStartMs, endMs: content.windowEndMs };
  const { values, tables } = content.noRecords ? withoutEmpty(content) : content;
  const commonGap = commonGapOf(values);
  const reader: Reader = { tag, language, zone, commonGap };
  const shown = values.map((value) => ({ value, view: numberViewOf(value, window, reader) }));
  const numbers = arrange(shown.map(({ view }) => view));
  const told = toldOf([...numbers.headline, ...numbers.body, ...numbers.details], shown, content);
  const hashtag = hashtagOf(content.reportId);
  const stateText = stateTextOf(content, texts);
  const recountText = recountTextOf(content, tag, language);
  const partCount = Math.max(0, ...values.map(({ parts = [] }) => parts.length));
  const tableViews = (tables ?? []).map((table) => tableViewOf(table, reader, content.scannedBytes !== undefined));
  const gapText =
    commonGap === undefined ? undefined : texts.windowsMissing(commonGap, periodOfPart(window, partCount));
  const missing = missingViewsOf(content, tag);
  const bars = barsOf([...numbers.headline, ...numbers.body]);
  const notes = [
    ...notesOf(content, [...numbers.headline, ...numbers.body], texts),
    ...(tables?.length && values.some((value) => missingCountOf(value) > 0) ? [texts.tablesHaveNoGaps] : []),
    ...(lacksChart(content) ? [texts.chartNeedsTwo] : []),
    ...(content.scannedBytes !== undefined && content.missing.length === 0
      ? [scannedInWords(content.scannedBytes, language)]
      : []),
    ...barsNotesOf(bars, isOfThePast(content), texts),
  ];
  return {
    language,
    title: titleIn(content.title, tag, content.reportId),
    ...defined({ hashtag }),
    window: windowInWords(window, zone, texts),
    state: content.state,
    ...(marker && { marker: { kind: marker, text: texts.markers[marker] } }),
    ...defined({ recountText }),
    ...(told && {
      unusual: told.isBack
        ? usualAgainViewOf(told.view, reader)
        : unusualViewOf(told.view, told.value, content, window, reader),
    }),
    ...numbers,
    headlineNotes: [
      ...(gapText === undefined ? [] : [gapText]),
      ...shown
        .filter((one) => one.view !== told?.view && isBack(one.value, content))
        .map(({ view }) => `${view.name}: ${texts.usualAgain}`),
      ...headlineNotesOf(content, texts),
    ],
    ...defined({ gapText }),
    tables: tableViews,
    ...(content.scannedBytes === undefined ? {} : defined({ total: totalInWords(tableViews, language) })),
    ...defined({ stateText }),
    missing,
    ...(content.state === 'partial' && { missingText: texts.missing(questionCountOf(missing)) }),
    bars,
    notes,
    closingNotes: notes.filter((note) => note !== texts.lateAnswers),
  };
}

/** People of several rows may be the same, so of those there is no total. */
function totalInWords([table]: readonly TableView[], language: Language): string | undefined {
  if (table?.restSum === undefined) return undefined;
  const total = table.rows.reduce((sum, row) => sum + (row.at(-1)?.value ?? 0), table.restSum);
  return `${table.columns.at(-1)?.title ?? ''} ${formatNumber(total, language)}`;
}

/** Where nothing was recorded, zeros and empty tables say nothing, but for a zero that is not usual. */
const withoutEmpty = ({ values, tables }: ReportContent): Pick<ReportContent, 'values' | 'tables'> => ({
  values: values.filter(({ value, isUnusual }) => value !== 0 || isUnusual),
  tables: tables?.filter(({ rows, omittedRowCount = 0 }) => rows.length + omittedRowCount > 0),
});

/** Whether a person has asked for a chart that can't be drawn. Where there is no number at all, the report says that. */
const lacksChart = (content: ReportContent): boolean =>
  content.trigger === 'history' && content.chart === true && !content.noRecords && chartDataOf(content) === undefined;

type Value = ReportContent['values'][number];

/** @returns How many parts are missing of every number that has any; undefined where none is, or they differ. */
function commonGapOf(values: readonly Value[]): number | undefined {
  const [first, ...others] = values.filter(({ parts }) => parts !== undefined).map(missingCountOf);
  const isCommon = others.length > 0 && others.every((count) => count === first);
  return isCommon && first !== 0 ? first : undefined;
}

/** Says what the bars are: the last days, or, of a report of days ago, the days up to it. */
function barsNotesOf({ meaning }: Bars, isPast: boolean, texts: ReportTexts): string[] {
  const textOf = isPast ? texts.pastSparklines : texts.sparklines;
  return meaning ? [textOf(meaning.count, meaning.period)] : [];
}

/** The first line as plain text: what a notification shows, and the subject of a mail. Never empty. */
export function headlineTextOf(view: ReportView): string {
  const { unusual, headline, headlineNotes, tables, language, total } = view;
  const [table] = tables;
  if (unusual) return [`${unusual.lead}${unusual.rest}`, ...headlineNotes].join(' · ');
  const numbers = headline.map(({ name, text, change }) => `${name} ${text}${change ? ` ${change.text}` : ''}`);
  // A list says little in half a line: only where there is no number at all, its first row stands there.
  const row = numbers.length > 0 || !table ? [] : [total ?? `${table.title}: ${firstRowText(table, language)}`];
  return [...numbers, ...row, ...headlineNotes].join(' · ');
}

const firstRowText = ({ rows: [row], restCount }: TableView, language: Language): string =>
  row ? row.map(({ text }) => text).join(' ') : reportTexts(language).rows(restCount);

/** Where no number is meant for the first line, the first ones stand there, so that no report begins without one. */
function arrange(numbers: readonly NumberView[]): Pick<ReportView, 'headline' | 'body' | 'details'> {
  const of = (prominence: NumberView['prominence']): NumberView[] =>
    numbers.filter((number) => number.prominence === prominence);
  const candidates = [of('headline'), of('body'), of('detail')].find((some) => some.length > 0) ?? [];
  const headline = candidates.slice(0, maxHeadlineNumbers);
  const rest = numbers.filter((number) => !headline.includes(number));
  return {
    headline,
    body: rest.filter(({ prominence }) => prominence !== 'detail'),
    details: rest.filter(({ prominence }) => prominence === 'detail'),
  };
}

function headlineNotesOf(content: ReportContent, texts: ReportTexts): string[] {
  const { state, missing, noRecords, trigger } = content;
  const { answered, expected } = countsOf(content);
  const nothing = trigger === 'history' ? texts.noEarlierReports : texts.noRecords;
  const notes = noRecords ? [nothing] : [];
  if (state === 'progress') notes.push(texts.progress(answered, expected));
  else if (state === 'partial') notes.push(texts.missingCount(missing.length));
  else if (answered === 0 && !noRecords) notes.push(texts.noNumbers);
  return notes;
}

function stateTextOf(content: ReportContent, texts: ReportTexts): string | undefined {
  const { state } = content;
  const { answered, expected } = countsOf(content);
  switch (state) {
    case 'complete':
      return undefined;
    case 'progress':
      return texts.progress(answered, expected);
    case 'partial':
      return texts.partial(answered, expected);
    default:
      return state satisfies never;
  }
}

/**
 * A question that answers with several numbers or tables is one answer: what is missing is counted by questions, too. Sums
 * of other reports are one each, as they are where they are missing, and may have the id of a question of this one.
 */
function countsOf({ values, tables = [], missing }: ReportContent): { answered: number; expected: number } {
  const sums = values.filter(({ parts }) => parts !== undefined);
  const own = values.filter(({ parts }) => parts === undefined);
  const answered = sums.length + new Set([...own, ...tables].map(({ queryId }) => queryId)).size;
  return { answered, expected: answered + missing.length };
}
