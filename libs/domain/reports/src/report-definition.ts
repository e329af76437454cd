import { type LocalizedText, type NumberTraits, type TableColumn } from '@pulso/contracts/report-plan';
import { type Schedule } from '@pulso/kit/time';
import { type Language } from '@pulso/kit/texts';

/** Whose records a report counts: those of this stage's bot, or of named log groups. */
type LogGroupSource =
  | { readonly type: 'own-bot' }
  | { readonly type: 'named'; readonly names: readonly [string, ...string[]] };

/** Ids are unique among their siblings, and go into keys, messages and metrics. */
export const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** In UTC. @example '12:25' */
export const timeOfDayPattern = /^([01]\d|2[0-3]):[0-5]\d$/;

export const ownBot: LogGroupSource = { type: 'own-bot' };

/** The titles of `ReportDefinition<TextInAllLanguages>`. Without the type argument, English is enough. */
export type TextInAllLanguages = Readonly<Record<Language, string>>;

export const texts = (en: string, es: string, pt: string, de: string, ru: string) => ({ en, es, pt, de, ru });

/** Names a number of a report: one of several of a query, or its only one. */
export interface NumberReference {
  readonly queryId: string;
  readonly numberId?: string;
}

/** One number of a query that answers with a single row of several. */
export interface NumberDefinition<Title extends LocalizedText = LocalizedText> extends NumberTraits {
  readonly id: string;
  /** The column of the row. A missing one, such as `sum` over nothing, has no number. */
  readonly field: string;
  readonly title: Title;
  /** Of a measure: the id of the number that counts what was measured. If that is 0, `pct()` says nothing. */
  readonly of?: string;
}

export interface ColumnDefinition<Title extends LocalizedText = LocalizedText> extends TableColumn {
  readonly title: Title;
}

/** A table into which the rows of a query are summed up: see `rollUpTables` of the contract `run-events`. */
export interface TableDefinition<Title extends LocalizedText = LocalizedText> {
  readonly id: string;
  readonly title: Title;
  /** The group and the sum. */
  readonly columns: readonly [ColumnDefinition<Title>, ColumnDefinition<Title>];
  /** True: records without a value of the first column have a row. Absent: they have none. */
  readonly isWhole?: true;
  /** True: without rows the table is not shown. Absent: it shows a dash. */
  readonly onlyWithRows?: true;
}

/** The percentage of new people who came back `afterDays` later, over several days. */
interface RetentionDefinition<Title extends LocalizedText = LocalizedText> extends Pick<
  NumberTraits,
  'better' | 'prominence'
> {
  readonly id: string;
  readonly title: Title;
  /** UTC days after the first one: 1 is the next day. */
  readonly afterDays: number;
}

/** A question's own window: `[end - hours, end)`. */
interface QuestionWindow {
  readonly hours: number;
  /** `HH:MM` in UTC: it ends at the last such time in the run's window. Absent: at that window's end. */
  readonly endsAt?: string;
}

/** A query by its parts: each number has its own definition. */
interface QueryParts {
  /** The condition after `filter`. Absent: all records. */
  readonly filter?: string;
  /** What `stats` computes, by column. */
  readonly columns: Readonly<Record<string, string>>;
  /** What `stats` groups by: fields, or expressions with a name (`bin(1h) as hour`). Absent: one row. */
  readonly by?: readonly string[];
}

/**
 * One question: a Logs Insights query, which costs one scan of the window's records.
 *
 * Without `numbers`, `tables` and `retention` its answer is a number if it has no row or one cell, else a table of two
 * or more columns, sorted by the query; it reads 0 when it finds nothing. A report shows ten rows. The traits are those
 * of a single number.
 */
export interface QueryDefinition<Title extends LocalizedText = LocalizedText> extends NumberTraits {
  readonly id: string;
  readonly title: Title;
  /** Parts, or Logs Insights QL without a time range: each change of a text starts the history of its numbers anew. */
  readonly query: string | QueryParts;
  /** The numbers are asked again with the next scheduled run, when late records are found, too. */
  readonly backfill?: true;
  /** The query answers with one row, and these columns are its numbers. At most twenty. */
  readonly numbers?: readonly NumberDefinition<Title>[];
  /** The rows of the query are summed up into these tables. At most four. */
  readonly tables?: readonly TableDefinition<Title>[];
  /**
   * The query answers with rows of `people` per UTC `day` (as `bin(1d)` writes it) and `age`, the UTC days since their
   * first request: 0, each `afterDays`, and the spans between, each under its highest age. Takes whole UTC days.
   */
  readonly retention?: readonly RetentionDefinition<Title>[];
  /** Absent: the window of the run. If the logs start later, the question is not asked. */
  readonly window?: QuestionWindow;
  /** Labels of a table that the query itself makes. */
  readonly columns?: readonly ColumnDefinition<Title>[];
}

/**
 * The sum of another report's number over the windows within this report's window. It costs no scan.
 *
 * Absent traits are those of the other report. With `additive: false`, as for people, it is a mean.
 */
export interface HistorySumDefinition<Title extends LocalizedText = LocalizedText>
  extends NumberTraits, NumberReference {
  readonly reportId: string;
  readonly title?: Title;
}

/** Another report's number, on average over the windows in this one, in percent of a number of this report. */
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
  /** In a schedule's time zone, 24 are a calendar day: 23 or 25 hours where clocks are moved. */
  readonly hours: number;
  /** The window ends this long before its trigger, because log events become searchable late. */
  readonly ingestLagMinutes: number;
  /** `HH:MM` in UTC: the window ends at the last such time, so that it consists of whole windows of another report. */
  readonly endsAt?: string;
}

export interface ReportDefinition<Title extends LocalizedText = LocalizedText> {
  readonly id: string;
  readonly title: Title;
  /** Absent: the report runs on request only. `cron` in EventBridge Scheduler's syntax, `timezone` an IANA name. */
  readonly schedule?: Schedule;
  readonly window: WindowDefinition;
  /** This long after it was planned the run closes, complete or not. 2 to 120. */
  readonly dueAfterMinutes: number;
  readonly queries: readonly QueryDefinition<Title>[];
  /** Shown before the numbers of the queries. Schedule this report when the earlier ones have closed. */
  readonly historySums?: readonly HistorySumDefinition<Title>[];
  /** Shown after the numbers of the queries. Schedule this report like one with sums. */
  readonly shares?: readonly ShareDefinition<Title>[];
  /** The report comes with a picture of its numbers. */
  readonly chart?: boolean;
  /** The report is sent only if this number is above a bound or has no answer. Absent: always. */
  readonly onlyIf?: NumberReference & { readonly above: number };
  /** A scheduled report is sent only when an anomaly of one of these begins or ends. `falls`: also if it is too low. */
  readonly notifyOn?: readonly (NumberReference & { readonly falls?: true })[];
  /** A number that is rarely 0. If it is, the report says what is usual, and an alarm rings. */
  readonly watched?: NumberReference;
  readonly logGroups: LogGroupSource;
  /** A key of the stage settings' `destinations`. */
  readonly destinations: string;
}

/**
 * Writes a question in Logs Insights QL.
 *
 * @param column - The query computes only this column; a text stays whole. Absent: all columns.
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
  const grouped = by ? `${stats} by ${by.join(', ')}` : stats;
  return filter === undefined ? grouped : `filter ${filter} | ${grouped}`;
}
