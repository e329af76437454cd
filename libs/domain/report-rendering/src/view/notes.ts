import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Period, formatNumber } from '@pulso/kit/texts';

import { chartDataOf } from './series';
import { signedNumber } from './number-view';
import { type Frame, clockTime } from './window-in-words';

/** What a report says besides its numbers, tables and gaps. */
export interface NotesView {
  /** What was added to its counts later. @example 'With records that came late: Requests +3.' */
  readonly backfillText: string | undefined;
  /** How many answers an open or partial report has. */
  readonly stateText: string | undefined;
  /** What the first line says besides, after the numbers. */
  readonly headlineNotes: readonly string[];
  /** Sentences for the end: what is compared, what is not in yet, why there is no chart, what bars are. */
  readonly notes: readonly string[];
  /** The same for what can't be edited: late answers come as a correction. */
  readonly closingNotes: readonly string[];
}

interface InSight {
  /** A change is in sight. */
  readonly isCompared: boolean;
  /** Tables stand beside sums that lack windows. */
  readonly hasTablesBesideGaps: boolean;
  /** What the bars are. */
  readonly bars: { readonly count: number; readonly period: Period } | undefined;
}

export function notesOf(content: ReportContent, inSight: InSight, frame: Frame): NotesView {
  const { texts, period, language } = frame;
  const { scannedBytes = 0, missing } = content;
  const cents = scannedBytes * centsPerByte;
  const inDigits = (number: number): string => formatNumber(number, language);
  const closingNotes = [
    ...(inSight.isCompared ? [texts.againstPrevious[period]] : []),
    ...(inSight.hasTablesBesideGaps ? [texts.tablesHaveNoGaps] : []),
    ...(lacksChart(content) ? [texts.chartNeedsTwo] : []),
    ...(inSight.bars ? [texts.sparklines(inSight.bars.count, inSight.bars.period)] : []),
    ...(cents > 1 && missing.length === 0
      ? [texts.scanned(`${inDigits(Math.round(scannedBytes / 1e8) / 10)}\u00a0GB`, inDigits(Math.floor(cents) + 1))]
      : []),
  ];
  const countedUpTo = endsJustBefore(content)
    ? [texts.countedUpTo(clockTime(frame.zone.wallTimeAt(content.windowEndMs)))]
    : [];
  const lateAnswers = mayStillCome(content, texts) ? [texts.lateAnswers] : [];
  return {
    backfillText: backfillTextOf(content, frame),
    ...stateInWords(content, frame),
    notes: [...countedUpTo, ...lateAnswers, ...closingNotes],
    closingNotes: [...countedUpTo, ...closingNotes],
  };
}

/** Says that some or all numbers are missing. */
function stateInWords(content: ReportContent, { texts }: Frame): Pick<NotesView, 'stateText' | 'headlineNotes'> {
  const { state, missing, noRecords, trigger } = content;
  const { answered, expected } = countsOf(content);
  const empty = noRecords ? [trigger === 'history' ? texts.noEarlierReports : texts.noRecords] : [];
  switch (state) {
    case 'progress': {
      const stateText = texts.progress(answered, expected);
      return { stateText, headlineNotes: [...empty, stateText] };
    }
    case 'partial':
      return {
        stateText: texts.partial(answered, expected),
        headlineNotes: [...empty, texts.missingCount(missing.length)],
      };
    case 'complete':
      return { stateText: undefined, headlineNotes: answered === 0 && !noRecords ? [texts.noNumbers] : empty };
    default:
      return state satisfies never;
  }
}

/** Whether an answer may still come: work goes on after `no-answer`, and maybe after a code of a later version. */
const mayStillCome = ({ state, missing }: ReportContent, { reasons }: Frame['texts']): boolean =>
  state === 'partial' && missing.some(({ reason: { code } }) => code === 'no-answer' || !Object.hasOwn(reasons, code));

/** The newest window ended less than this before the question, ms. */
const justBeforeMs = 1_800_000;

/** Whether a person asked for the newest numbers. An earlier day, and a week with its fixed end, ended long ago. */
const endsJustBefore = ({ trigger, plannedAtMs, windowEndMs }: ReportContent): boolean =>
  trigger === 'chat' && (plannedAtMs ?? windowEndMs) - windowEndMs < justBeforeMs;

/** Whether a person asked for a chart that can't be drawn. A report without any number says that instead. */
const lacksChart = (content: ReportContent): boolean =>
  content.trigger === 'history' && content.chart === true && !content.noRecords && chartDataOf(content) === undefined;

/** Says how late records changed counts. Others are as first counted: they no longer add up to these. */
function backfillTextOf({ values, tables = [] }: ReportContent, frame: Frame): string | undefined {
  const changes = values.flatMap(({ value, backfilledFrom = value, unit = 'count', title, queryId, numberId }) => {
    if (unit !== 'count' || value === backfilledFrom) return [];
    return [`${frame.titleOf(title, numberId ?? queryId)} ${signedNumber(value - backfilledFrom, frame)}`];
  });
  if (changes.length === 0) return undefined;
  const { backfilled, notBackfilled } = frame.texts;
  const again = new Set(values.filter((one) => one.backfilledFrom !== undefined).map(({ queryId }) => queryId));
  const hasOthers = [...values, ...tables].some(({ queryId }) => !again.has(queryId));
  return `${backfilled(changes.join(', '))}${hasOthers ? ` ${notBackfilled}` : ''}`;
}

/** Counts by questions: several numbers and tables of one are one answer. Sums of earlier reports count one each. */
function countsOf({ values, tables = [], missing }: ReportContent): { answered: number; expected: number } {
  const sums = values.filter(({ parts }) => parts !== undefined);
  const own = values.filter(({ parts }) => parts === undefined);
  const answered = sums.length + new Set([...own, ...tables].map(({ queryId }) => queryId)).size;
  return { answered, expected: answered + missing.length };
}

/**
 * US cents in the dearest region, 0.9 for 1 GB.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/ 0.5 cents in us-east-1, read 2026-12-01; the dearest: unverified
 */
const centsPerByte = 0.9 / 1e9;
