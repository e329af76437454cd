/** Windows have the words of their length, so that a comparison can name what it compares with. */
export type Period = 'day' | 'week' | 'other';

/** Why a question has no answer, as far as the services have codes for it. */
export type KnownReason =
  | 'access-denied'
  | 'gave-up'
  | 'invalid-parameter'
  | 'log-group-missing'
  | 'malformed-query'
  | 'no-answer'
  | 'no-history'
  | 'not-kept'
  | 'not-recognised'
  | 'query-failed'
  | 'receives-exhausted'
  | 'too-large'
  | 'unexpected-result';

/** A day of the calendar. Months count from 0, weekdays from 0, which is Sunday. */
export interface DayInWords {
  readonly day: number;
  readonly month: number;
  readonly weekday?: number | undefined;
}

/** Everything that reports say, in one language. Plain text: who shows it escapes it. */
export interface ReportTexts {
  readonly units: { readonly milliseconds: string; readonly seconds: string; readonly minutes: string };

  /** @example 'Thu 26 Nov' */
  readonly date: (day: DayInWords) => string;
  /** Two days, both included. @example '19 to 26 Nov' */
  readonly dateSpan: (from: DayInWords, to: DayInWords) => string;
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly days: (count: number) => string;
  /** A window by its length and its end. @example '24 hours to Thu 26 Nov, 12:25 UTC' */
  readonly windowTo: (length: string, end: string) => string;

  /** Where there is nothing to show: no question, or none to which there was anything to measure. */
  readonly noNumbers: string;
  readonly noRecords: string;
  /** Where earlier reports are asked for. */
  readonly noEarlierReports: string;
  /** In the first line, after numbers that may be of people. @example '2 numbers missing' */
  readonly missingCount: (count: number) => string;
  readonly progress: (answered: number, expected: number) => string;
  readonly partial: (answered: number, expected: number) => string;
  /** Before the list of what is missing. */
  readonly missing: (count: number) => string;
  readonly lateAnswers: string;

  /** Each as a sentence, and in two or three words for counting. */
  readonly reasons: Readonly<Record<KnownReason, readonly [sentence: string, short: string]>>;
  readonly otherReason: string;

  readonly markers: Readonly<Record<'repeated' | 'correction' | 'repeated-correction', string>>;

  /** In place of a percentage where the number was 0 before, which it need not have been always. @example 'from 0' */
  readonly fromZero: string;
  /** After a difference of two percentages, which has at most one decimal. @example 'points', of 0.6 */
  readonly percentagePoints: (count: number) => string;
  /** Beside an unusual number, in place of a percentage. @example 'usually 260 to 310' */
  readonly usually: (range: string) => string;
  /** Before the numbers that are within their baselines. */
  readonly asUsual: string;
  /** Before other numbers of the small print. */
  readonly otherNumbers: string;
  /** What an unusual number is. @param weekday - From 0, which is Sunday. @example 'about twice a usual Thursday' */
  readonly unusual: (than: string, weekday?: number) => string;
  /** Words before `unusual`. @param by - A percentage. @example '38% less than' */
  readonly than: (by: string, isMore: boolean) => string;
  /** Words before it, for a half, and from 2. @example 'about twice' */
  readonly about: (times: number) => string;
  /** @example '51 of 111 requests failed' */
  readonly failedOf: (part: string, whole: string) => string;
  /** @param isTime - It is a time of the day, or else a day. @example 'since 14:10', 'since Tue 24 Nov' */
  readonly since: (start: string, isTime: boolean) => string;
  /** @example 'mostly /roll (+140), link promo_x (+60)', 'all /roll' */
  readonly causes: (names: string, isAll: boolean) => string;
  /** Of requests that are more than usual. */
  readonly byFew: string;
  /** Of a number whose rows are unusual. @example 'as usual, but', before 'español (−26)' */
  readonly shifted: string;
  /** The same of an hour. @example 'unusual for this hour' */
  readonly unusualHour: string;
  /** What a number is that was unusual in the hour before. @example 'usual again' */
  readonly usualAgain: string;
  /** What changes are against. Days are compared with the same weekday. */
  readonly againstPrevious: Readonly<Record<Period, string>>;
  /** What the bars of a sparkline are. */
  readonly sparklines: (count: number, period: Period) => string;
  /** In place of a chart that was asked for. */
  readonly chartNeedsTwo: string;
  /** The lowest and the highest number of a sparkline. */
  readonly range: (lowest: string, highest: string) => string;
  /** After a share, what it was computed from. @example '31 of 74' */
  readonly partOf: (part: string, whole: string) => string;
  /** After a sum that has gaps. @example '1 day missing' */
  readonly windowsMissing: (count: number, period: Period) => string;
  /** At the end, where sums have gaps: tables ask for all records of the window. */
  readonly tablesHaveNoGaps: string;
  /** Below the first line of a report that was counted again. @example 'With records that came late: Requests +3.' */
  readonly backfilled: (changes: string) => string;
  /** After it: what the report has besides. */
  readonly notBackfilled: string;
  /** A count that is the average of its parts: without its unit it would be taken for their sum. @example '127 a day' */
  readonly countPer: (count: string, period: Period) => string;
  /** The same of a time or a share. @example '380 ms on average' */
  readonly onAverage: (number: string) => string;
  readonly countedUpTo: (time: string) => string;

  /** In a list of commands: those that the bot does not have. */
  readonly unknownCommand: string;
  /** In the same list: words, pictures and the like. */
  readonly withoutCommand: string;
  /** In a list of languages: the person's app does not tell it. */
  readonly unknownLanguage: string;
  /** By Telegram's words for kinds of chats. */
  readonly chats: Readonly<Record<'private' | 'group' | 'supergroup' | 'channel', string>>;
  /** How much was read for an answer, and below how many cents that costs. @example '1.2 MB', '0.01' */
  readonly scanned: (size: string, cents: string) => string;
  /** `sum`: what those add up to, where that is known. @example 'and 3 more: 23' */
  readonly andMore: (count: number, sum?: number) => string;
  readonly andMoreQuestions: (count: number) => string;
  readonly andMoreWithoutAnswer: (count: number, reasons: string) => string;
  readonly rows: (count: number) => string;
  readonly linesLeftOut: (count: number) => string;

  readonly notices: {
    readonly 'not-prepared': string;
    /** Of a report that was taken out. One that is not deployed yet is asked for only between two deploys. */
    readonly 'unknown-report': string;
    readonly 'shown-elsewhere': string;
    /** In place of the file for which a button was pressed. */
    readonly 'not-stored': string;
  };

  /** Labels, at most 20 characters. */
  readonly buttons: {
    readonly chart: string;
    readonly refresh: string;
    /** Asks how the last two hours went. */
    readonly lastTwoHours: string;
    /** Earlier reports, by what one of them is about. */
    readonly earlier: (count: number, period: Period) => string;
  };
}
