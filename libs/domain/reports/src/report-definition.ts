import { type LocalizedText, type NumberTraits, type TableColumn } from '@pulso/contracts/report-plan';
import { type Schedule } from '@pulso/kit/time';
import { type Language } from '@pulso/kit/texts';

/** Whose records a report counts: the bot of this stage and what the settings add, or any that write such records. */
type LogGroupSource =
  | { readonly type: 'own-bot' }
  | { readonly type: 'named'; readonly names: readonly [string, ...string[]] };

/** Ids are unique among their siblings, and go into keys, messages and metrics. */
export const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** In UTC. @example '12:25' */
export const timeOfDayPattern = /^([01]\d|2[0-3]):[0-5]\d$/;

export const ownBot: LogGroupSource = { type: 'own-bot' };

/** What `ReportDefinition<TextInAllLanguages>` asks for in every title; without the type argument, English is enough. */
export type TextInAllLanguages = Readonly<Record<Language, string>>;

/** Names a number of a report: one of several of a query, or the only one that it answers with. */
export interface NumberReference {
  readonly queryId: string;
  readonly numberId?: string;
}

/** One number of a query that answers with a single row of several. */
export interface NumberDefinition<Title extends LocalizedText = LocalizedText> extends NumberTraits {
  readonly id: string;
  /** The column of the row. One that is missing, as `sum` over nothing is, has no number. */
  readonly field: string;
  readonly title: Title;
  /** Of a measure: the id of the number beside it that counts what was measured. Where that is 0, `pct()` says nothing. */
  readonly of?: string;
}

export interface ColumnDefinition<Title extends LocalizedText = LocalizedText> extends TableColumn {
  readonly title: Title;
}

/** One of several tables into which the rows of a query are summed up: see `rollUp` of the contract `run-events`. */
export interface TableDefinition<Title extends LocalizedText = LocalizedText> {
  readonly id: string;
  readonly title: Title;
  /** By which rows are put together, and what is added up. */
  readonly columns: readonly [ColumnDefinition<Title>, ColumnDefinition<Title>];
  /** True: the table adds up to all records, and those without a value of the first column have a row. Else they have none. */
  readonly isWhole?: true;
  /** True: without rows it is not shown. Else a dash says that it has none. */
  readonly onlyWithRows?: true;
}

/** How many of the people who were new on a day came back so many days later, over several such days, in percent. */
interface RetentionDefinition<Title extends LocalizedText = LocalizedText> extends Pick<
  NumberTraits,
  'better' | 'prominence'
> {
  readonly id: string;
  readonly title: Title;
  /** UTC days after the first one: 1 is the next day. */
  readonly afterDays: number;
}

/** A span of time of a question's own: `[end - hours, end)`. */
interface QuestionWindow {
  readonly hours: number;
  /** A time of the day in UTC, `HH:MM`: it ends when it was that time last in the run's window. Absent: with that. */
  readonly endsAt?: string;
}

/** A query by its parts: each number has a definition of its own, whatever is counted beside it. */
interface QueryParts {
  /** The condition after `filter`. Absent: all records. */
  readonly filter?: string;
  /** What `stats` computes, by the column that it is in. */
  readonly columns: Readonly<Record<string, string>>;
  /** What `stats` groups by: fields, or expressions with a name (`bin(1h) as hour`). Absent: one row. */
  readonly by?: readonly string[];
}

/**
 * One question: a Logs Insights query, which costs one scan of the window's records.
 *
 * Without `numbers`, `tables` and `retention` its answer is a number if it has no row or one cell, else a table. So a counting
 * query gives one column and no `by`; a table has two columns or more that no record lacks, is sorted by its query, and
 * reads 0 when it finds nothing. A report shows the first ten rows. The traits are those of a single number.
 */
export interface QueryDefinition<Title extends LocalizedText = LocalizedText> extends NumberTraits {
  readonly id: string;
  readonly title: Title;
  /** Its parts, or Logs Insights QL, of which each change starts the history of all its numbers anew. Without a time range. */
  readonly query: string | QueryParts;
  /** Backfill: the question of numbers is asked again with the next scheduled run, when late records are found, too. */
  readonly backfill?: true;
  /** The query answers with one row, of which these columns are numbers. At most twenty. */
  readonly numbers?: readonly NumberDefinition<Title>[];
  /** The rows of the query are summed up into these tables. At most four. */
  readonly tables?: readonly TableDefinition<Title>[];
  /**
   * The query answers with how many people (column `people`) came on a UTC day (`day`, as `bin(1d)` writes it), by the
   * UTC days since their first request (`age`): a row for 0 and for each `afterDays`, and rows for spans of other ages,
   * each under the highest that was found. Takes a window of whole UTC days.
   */
  readonly retention?: readonly RetentionDefinition<Title>[];
  /** Absent: the window of the run. Where the logs do not go back to its start, the question is not asked. */
  readonly window?: QuestionWindow;
  /** Labels of the table that the query answers with by itself. */
  readonly columns?: readonly ColumnDefinition<Title>[];
}

/**
 * A number of another report, added up over the windows of it that lie in this report's window. It costs no scan.
 *
 * What it does not say itself is as in the other report. With `additive: false`, as for people, it is a mean.
 */
export interface HistorySumDefinition<Title extends LocalizedText = LocalizedText>
  extends NumberTraits, NumberReference {
  readonly reportId: string;
  readonly title?: Title;
}

/** How many percent of a number of this report another report's number is, on average over the windows in this one. */
export interface ShareDefinition<Title extends LocalizedText = LocalizedText> extends Pick<
  NumberTraits,
  'better' | 'prominence'
> {
  /** Unique among the queries of its report, too. */
  readonly id: string;
  readonly title: Title;
  readonly averageOf: NumberReference & { readonly reportId: string };
  readonly of: NumberReference;
}

/** The span of time that a run reports on: `[end - hours, end)`. */
export interface WindowDefinition {
  /** Of a report that is scheduled in a time zone, 24 are a day of its calendar: 23 or 25 hours where clocks are moved. */
  readonly hours: number;
  /** It ends the trigger's minute less this lag, with which log events become searchable. */
  readonly ingestLagMinutes: number;
  /** `HH:MM` in UTC: the window ends when it was that time last, so that it consists of whole windows of another report. */
  readonly endsAt?: string;
}

export interface ReportDefinition<Title extends LocalizedText = LocalizedText> {
  readonly id: string;
  readonly title: Title;
  /** Absent: the report runs on request only. `cron` in EventBridge Scheduler's syntax, `timezone` an IANA name. */
  readonly schedule?: Schedule;
  readonly window: WindowDefinition;
  /** The run closes with what it has this long after it was planned, 2 to 120. */
  readonly dueAfterMinutes: number;
  readonly queries: readonly QueryDefinition<Title>[];
  /** Numbers of earlier reports, shown before those of the queries. Schedule this report when those have closed. */
  readonly historySums?: readonly HistorySumDefinition<Title>[];
  /** Shown after the numbers of the queries. Schedule this report as one with sums. */
  readonly shares?: readonly ShareDefinition<Title>[];
  /** The report comes with a picture of its numbers. */
  readonly chart?: boolean;
  /** The report is sent only if this number is above a bound, or has no answer. Absent: always. */
  readonly onlyIf?: NumberReference & { readonly above: number };
  /** A scheduled report is sent only when one of these has an anomaly, and at its end. `falls`: also of less than usual. */
  readonly notifyOn?: readonly (NumberReference & { readonly falls?: true })[];
  /** The number that is not 0 as a rule. Where it is, the report says how much there usually is, and an alarm rings. */
  readonly watched?: NumberReference;
  readonly logGroups: LogGroupSource;
  /** A key of the stage settings' `destinations`. */
  readonly destinations: string;
}

/**
 * Words a question in the language of Logs Insights.
 *
 * @param column - Absent: the whole query. Otherwise the query that computes this column alone; a text stays whole.
 * @throws {RangeError} The query has no such column; `checkReports` refuses it earlier.
 * @example
 * queryTextOf({ query: { filter: 'is_group = 1', columns: { n: 'count(*)', m: 'max(HandlerDuration)' } } }, 'n');
 * // 'filter is_group = 1 | stats count(*) as n'
 */
export function queryTextOf({ query }: Pick<QueryDefinition, 'query'>, column?: string): string {
  if (typeof query === 'string') return query;
  const { filter, columns, by } = query;
  if (column !== undefined && !(column in columns)) throw new RangeError(`The query computes no column "${column}".`);
  const computed = Object.entries(columns).filter(([name]) => column === undefined || name === column);
  const stats = `stats ${computed.map(([name, expression]) => `${expression} as ${name}`).join(', ')}`;
  return [...(filter === undefined ? [] : [`filter ${filter}`]), stats + (by ? ` by ${by.join(', ')}` : '')].join(
    ' | ',
  );
}
