import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Language, type ReportTexts, formatNumber } from '@pulso/kit/texts';

import { barsOf } from './bars';
import { hashtagOf, titleIn } from './line-text';
import { type MissingView, missingViewsOf, questionCountOf } from './missing-view';
import { headlineNotesOf, notesOf, recountTextOf, stateTextOf } from './notes';
import { type NumberView, missingCountOf, numberViewOf } from './number-view';
import { type TableView, tableViewOf } from './table-view';
import { type ShownNumber, type ToldView, isBack, toldOf, toldViewOf } from './told-view';
import { type Frame, type ReaderOptions, frameOf, isOfThePast, periodOfPart, windowInWords } from './window-in-words';

/** What a report shows, in the reader's words: Telegram, e-mail, webhook and chart only lay it out. */
export interface ReportView {
  readonly language: Language;
  /** For what depends on how much there is room for. */
  readonly texts: ReportTexts;
  readonly title: string;
  /** By which a chat is searched. @example '#daily_usage' */
  readonly hashtag: string | undefined;
  /** @example '24 hours to Thu 26 Nov, 12:25 UTC' */
  readonly window: string;
  readonly state: ReportContent['state'];
  /** Where it says that it may be there twice, or corrects an earlier one. */
  readonly marker: { readonly kind: Marker; readonly text: string } | undefined;
  /** What was added to its counts later. @example 'With records that came late: Requests +3.' */
  readonly recountText: string | undefined;
  /** Where a number is unusual, or news of another kind: the first line is about it. */
  readonly told: ToldView | undefined;
  /** Numbers of the first line, or of the line after it. Empty: nothing is known, or nothing was recorded. */
  readonly headline: readonly NumberView[];
  /** What the first line says besides, after the numbers. */
  readonly headlineNotes: readonly string[];
  /** The one of these notes that says what every sum lacks. @example '1 day missing' */
  readonly gapText: string | undefined;
  /** Further numbers, each with a line of its own. */
  readonly body: readonly NumberView[];
  /** Numbers of the small print. */
  readonly details: readonly NumberView[];
  readonly tables: readonly TableView[];
  /** A table is all that a person has asked for. */
  readonly isAnswer: boolean;
  /** What the rows of the only answer are together, where they add up: it stands in the first line. @example 'Requests 428' */
  readonly total: string | undefined;
  /** Of a report that is open or partial: how many answers it has. */
  readonly stateText: string | undefined;
  readonly missing: readonly MissingView[];
  /** Of a partial report: what stands above what is missing. */
  readonly missingText: string | undefined;
  /** Sentences for the end: what numbers are compared with, what is not in yet, why there is no chart, and what bars are. */
  readonly notes: readonly string[];
  /** The same for what can't be edited: there, late answers come as a correction. */
  readonly closingNotes: readonly string[];
}

export type Marker = 'repeated' | 'correction' | 'repeated-correction';

export interface ViewOptions extends ReaderOptions {
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
export function reportViewOf(content: ReportContent, options: ViewOptions = {}): ReportView {
  const frame = frameOf(content, options);
  const { tag, texts } = frame;
  const { state, scannedBytes } = content;
  const { values, tables = [] } = content.noRecords ? withoutEmpty(content) : content;
  const commonGap = commonGapOf(values);
  const gapText =
    commonGap === undefined
      ? undefined
      : texts.windowsMissing(commonGap, periodOfPart(frame.window, partCountOf(values)));
  const shown = values.map((value): ShownNumber => ({ value, view: numberViewOf(value, frame, commonGap) }));
  const { headline, body, details } = arrange(shown);
  const prominent = [...headline, ...body];
  const told = toldOf([...prominent, ...details], content);
  const bars = barsOf(
    prominent.map(({ value }) => value),
    frame,
  );
  const rowOf = (number: ShownNumber): NumberView => ({
    ...number.view,
    bars: bars.of(number.value),
    isTold: number === told,
  });
  const tableViews = tables.map((table) => tableViewOf(table, frame, scannedBytes !== undefined));
  const missing = missingViewsOf(content, frame);
  const isCompared =
    prominent.some(({ view }) => view.change?.isUnusual === false) ||
    (content.tables ?? []).some(({ before }) => before !== undefined);
  const hasGaps = values.some((value) => missingCountOf(value) > 0);
  const notes = [
    ...notesOf(content, { isCompared, hasTablesBesideGaps: tables.length > 0 && hasGaps }, frame),
    ...barsNotes(bars.meaning, isOfThePast(content), texts),
  ];
  return {
    language: frame.language,
    texts,
    title: titleIn(content.title, tag, content.reportId),
    hashtag: hashtagOf(content.reportId),
    window: windowInWords(frame.window, frame),
    state,
    marker: options.marker && { kind: options.marker, text: texts.markers[options.marker] },
    recountText: recountTextOf(content, frame),
    told: told && toldViewOf(told, content, frame),
    headline: headline.map(rowOf),
    headlineNotes: [
      ...(gapText === undefined ? [] : [gapText]),
      ...shown
        .filter((number) => number !== told && isBack(number.value, content))
        .map(({ view }) => `${view.name}: ${texts.usualAgain}`),
      ...headlineNotesOf(content, frame),
    ],
    gapText,
    body: body.map(rowOf),
    details: details.map(({ view }) => view),
    tables: tableViews,
    isAnswer: scannedBytes !== undefined,
    total: scannedBytes === undefined ? undefined : totalInWords(tableViews, frame),
    stateText: stateTextOf(content, frame),
    missing,
    missingText: state === 'partial' ? texts.missing(questionCountOf(missing)) : undefined,
    notes,
    closingNotes: notes.filter((note) => note !== texts.lateAnswers),
  };
}

/** People of several rows may be the same, so of those there is no total. */
const totalInWords = ([table]: readonly TableView[], { language }: Frame): string | undefined =>
  table?.sum === undefined ? undefined : `${table.columns.at(-1)?.title ?? ''} ${formatNumber(table.sum, language)}`;

/** Where nothing was recorded, zeros and empty tables say nothing, but for a zero that is not usual. */
const withoutEmpty = ({ values, tables }: ReportContent): Pick<ReportContent, 'values' | 'tables'> => ({
  values: values.filter(({ value, isUnusual }) => value !== 0 || isUnusual),
  tables: tables?.filter(({ rows, omittedRowCount = 0 }) => rows.length + omittedRowCount > 0),
});

type Value = ReportContent['values'][number];

const partCountOf = (values: readonly Value[]): number => Math.max(0, ...values.map(({ parts = [] }) => parts.length));

/** @returns How many parts are missing of every number that has any; undefined where none is, or they differ. */
function commonGapOf(values: readonly Value[]): number | undefined {
  const [first, ...others] = values.filter(({ parts }) => parts !== undefined).map(missingCountOf);
  const isCommon = others.length > 0 && others.every((count) => count === first);
  return isCommon && first !== 0 ? first : undefined;
}

/** Where no number is meant for the first line, the first ones stand there, so that no report begins without one. */
function arrange(numbers: readonly ShownNumber[]): Readonly<Record<'headline' | 'body' | 'details', ShownNumber[]>> {
  const of = (prominence: Value['prominence']): ShownNumber[] =>
    numbers.filter(({ value }) => value.prominence === prominence);
  const candidates = [of('headline'), of(undefined), of('detail')].find((some) => some.length > 0) ?? [];
  const headline = candidates.slice(0, maxHeadlineNumbers);
  const rest = numbers.filter((number) => !headline.includes(number));
  return {
    headline,
    body: rest.filter(({ value }) => value.prominence !== 'detail'),
    details: rest.filter(({ value }) => value.prominence === 'detail'),
  };
}

/** Says what the bars are: the last days, or, of a report of days ago, the days up to it. */
function barsNotes(meaning: ReturnType<typeof barsOf>['meaning'], isPast: boolean, texts: ReportTexts): string[] {
  const textOf = isPast ? texts.pastSparklines : texts.sparklines;
  return meaning ? [textOf(meaning.count, meaning.period)] : [];
}
