import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Language, type ReportTexts, formatNumber } from '@pulso/kit/texts';

import { type AnomalyView, type ShownNumber, anomalyViewOf, isAnomalyOver } from './anomaly-view';
import { type MissingView, missingViewsOf, questionCountOf } from './missing-view';
import { type NotesView, notesOf } from './notes';
import { type NumberView, missingCountOf, numberViewOf } from './number-view';
import { barsOf } from './series';
import { type TableView, tableViewOf } from './table-view';
import { type Frame, type ReaderOptions, frameOf, periodOfPart } from './window-in-words';

/** What a report shows, in the reader's words: Telegram, e-mail, webhook and chart only lay it out. */
export interface ReportView extends NotesView {
  readonly language: Language;
  /** For words that depend on the room that is left. */
  readonly texts: ReportTexts;
  readonly title: string;
  /** Finds the report in a chat. @example '#daily_usage' */
  readonly hashtag: string | undefined;
  /** @example '24 hours to Thu 26 Nov, 12:25 UTC' */
  readonly window: string;
  readonly state: ReportContent['state'];
  /** Set for a repetition or a correction. */
  readonly marker: { readonly kind: Marker; readonly text: string } | undefined;
  /** The number that is unusual, or usual again: the first line is about it. */
  readonly anomaly: AnomalyView | undefined;
  /** Numbers of the first line, or of the line after it. Empty: nothing is known, or nothing was recorded. */
  readonly headline: readonly NumberView[];
  /** The headline note that says what every sum lacks. @example '1 day missing' */
  readonly gapText: string | undefined;
  /** Further numbers, each with a line of its own: unusual ones first. */
  readonly body: readonly NumberView[];
  /** The small print: other numbers, and what is as usual. */
  readonly details: readonly DetailsView[];
  readonly tables: readonly TableView[];
  /** The report answers a question of a person. */
  readonly isAnswer: boolean;
  /** Sum of the rows of an answer, for the first line. @example 'Requests 428' */
  readonly total: string | undefined;
  readonly missing: readonly MissingView[];
  /** Heading of what a partial report lacks. */
  readonly missingText: string | undefined;
}

/** Numbers that share a line. */
export interface DetailsView {
  readonly title: string;
  /** At least one, without bars. */
  readonly numbers: readonly NumberView[];
}

export type Marker = 'repeated' | 'correction' | 'repeated-correction';

export interface ViewOptions extends ReaderOptions {
  /** `repeated`: an earlier attempt lost its answer and may have arrived. */
  readonly marker?: Marker | undefined;
}

/** Numbers in the first line: a phone shows no more of them. */
const maxHeadlineNumbers = 4;

/** Decides what a report shows, and words it. The same content gives the same view: an edit may be repeated. */
export function reportViewOf(whole: ReportContent, options: ViewOptions = {}): ReportView {
  const content = { ...whole, missing: whole.missing.filter(({ reason }) => reason.code !== tooEarly) };
  const frame = frameOf(content, options);
  const { texts } = frame;
  const { state } = content;
  const isAnswer = content.scannedBytes !== undefined;
  const { values, tables = [] } = content.noRecords ? withoutEmpty(content) : content;
  const commonGap = commonGapOf(values);
  const partCount = Math.max(0, ...values.map(({ parts = [] }) => parts.length));
  const gapText =
    commonGap === undefined ? undefined : texts.windowsMissing(commonGap, periodOfPart(frame.window, partCount));
  const shown = values.map((value): ShownNumber => ({ value, view: numberViewOf(value, frame, commonGap) }));
  const { headline, rest } = arrange(shown);
  const anomaly = anomalyViewOf([...headline, ...rest], content, frame);
  const bars = barsOf(
    [...headline, ...rest].map(({ value }) => value),
    frame,
  );
  const lineCount = headline.filter(({ value }) => bars.of(value)).length + (anomaly ? 4 : 3);
  const { body, details } = foldUp(rest, maxLines - lineCount, texts);
  const rowOf = (number: ShownNumber): NumberView => ({
    ...number.view,
    bars: bars.of(number.value),
    isAnomaly: number === anomaly?.number,
  });
  const tableViews = tables.map((table) => tableViewOf(table, frame, isAnswer));
  const missing = missingViewsOf(content, frame);
  const notes = notesOf(
    content,
    {
      isCompared:
        [...headline, ...body].some(({ view }) => view.change?.isAnomaly === false) ||
        (content.tables ?? []).some(({ before }) => before !== undefined),
      hasTablesBesideGaps: tables.length > 0 && values.some((value) => missingCountOf(value) > 0),
      bars: bars.meaning,
    },
    frame,
  );
  const usualAgain = shown.filter((number) => number !== anomaly?.number && isAnomalyOver(number.value, content));
  return {
    ...notes,
    language: frame.language,
    texts,
    title: frame.titleOf(content.title, content.reportId),
    hashtag: hashtagOf(content.reportId),
    window: frame.windowText,
    state,
    marker: options.marker && { kind: options.marker, text: texts.markers[options.marker] },
    anomaly,
    headline: headline.map(rowOf),
    headlineNotes: [
      ...(gapText === undefined ? [] : [gapText]),
      ...usualAgain.map(({ view }) => `${view.name}: ${texts.usualAgain}`),
      ...notes.headlineNotes,
    ],
    gapText,
    body: body.map(rowOf),
    details,
    tables: tableViews,
    isAnswer,
    total: isAnswer ? totalInWords(tableViews, frame) : undefined,
    missing,
    missingText: state === 'partial' ? texts.missing(questionCountOf(missing)) : undefined,
  };
}

/** People have no total: several rows may count the same person. */
const totalInWords = ([table]: readonly TableView[], { language }: Frame): string | undefined =>
  table?.sum === undefined ? undefined : `${table.columns.at(-1)?.title ?? ''} ${formatNumber(table.sum, language)}`;

/** Drops usual zeros and empty tables: where nothing was recorded they say nothing. */
const withoutEmpty = ({ values, tables }: ReportContent): Pick<ReportContent, 'values' | 'tables'> => ({
  values: values.filter(({ value, isAnomaly }) => value !== 0 || isAnomaly),
  tables: tables?.filter(({ rows, omittedRowCount = 0 }) => rows.length + omittedRowCount > 0),
});

type Value = ReportContent['values'][number];

/** @returns How many parts each sum lacks; undefined if none lacks any, or they differ. */
function commonGapOf(values: readonly Value[]): number | undefined {
  const [first, ...others] = values.filter(({ parts }) => parts !== undefined).map(missingCountOf);
  const isCommon = others.length > 0 && others.every((count) => count === first);
  return isCommon && first !== 0 ? first : undefined;
}

/** The reason for a share that a young bot can't have yet: nothing is wrong, so texts do not name it. */
const tooEarly = 'not-yet';

/** If no number is meant for the first line, the first ones stand there: every report begins with a number. */
function arrange(numbers: readonly ShownNumber[]): Readonly<Record<'headline' | 'rest', readonly ShownNumber[]>> {
  const of = (prominence: Value['prominence']): ShownNumber[] =>
    numbers.filter(({ value }) => value.prominence === prominence);
  const candidates = [of('headline'), of(undefined), of('detail')].find((some) => some.length > 0) ?? [];
  const headline = candidates.slice(0, maxHeadlineNumbers);
  const values = numbers.map(({ value }) => value);
  const rest = [...of(undefined), ...of('detail'), ...of('headline')].filter(
    (number) => !headline.includes(number) && !isAlwaysZero(number.value) && !isSaidTwice(number.value, values),
  );
  return { headline, rest };
}

const isAlwaysZero = ({ value, of, isAnomaly, earlier = [] }: Value): boolean =>
  value === 0 && of === undefined && !isAnomaly && !earlier.some(Boolean);

/** A bot younger than the 30 days of this number has met all its people in them. */
const isSaidTwice = ({ queryId, value }: Value, values: readonly Value[]): boolean =>
  queryId === 'reach' && values.some((other) => other.numberId === 'in-all' && other.value === value);

/** Lines of numbers and of what stands above them: what a phone shows at once. */
const maxLines = 8;

/** Gives unusual numbers a line each, bad news first, then those that have no baseline yet, and folds up the others. */
function foldUp(numbers: readonly ShownNumber[], lineCount: number, { asUsual, otherNumbers }: ReportTexts) {
  const [bad = [], good = []] = [true, false].map((isBad) =>
    numbers.filter(({ value, view }) => value.isAnomaly && view.change?.isBad === isBad),
  );
  const unusual = [...bad, ...good];
  const usual = numbers.filter(({ value }) => value.baseline && !value.isAnomaly);
  const others = numbers.filter((number) => !unusual.includes(number) && !usual.includes(number));
  const important = [...unusual, ...others.filter(({ value }) => value.prominence !== 'detail')];
  const body = important.slice(0, Math.max(0, lineCount));
  const rest = [...unusual, ...others].filter((number) => !body.includes(number));
  const details = [
    { title: otherNumbers, numbers: rest.map(({ view }) => view) },
    { title: asUsual, numbers: usual.map(({ view }) => view) },
  ];
  return { body, details: details.filter((each) => each.numbers.length > 0) };
}

const maxHashtagLength = 64;

/**
 * @returns Undefined for an id without a letter: Telegram takes no number for a hashtag.
 * @see https://github.com/tdlib/td/blob/master/td/telegram/MessageEntity.cpp match_hashtags
 */
function hashtagOf(reportId: string): string | undefined {
  const words = reportId.slice(0, maxHashtagLength).replace(/[^a-zA-Z0-9]+/g, '_');
  return /[a-zA-Z]/.test(words) ? `#${words}` : undefined;
}
