import { type LocalizedText } from '@pulso/contracts/report-plan';

/** Whose records a report counts: the bot of this stage, or log groups by name (any bot that writes such records). */
export type LogGroupSource =
  { readonly type: 'own-bot' } | { readonly type: 'named'; readonly names: readonly [string, ...string[]] };

/** The log group of this stage's own bot, and those that the stage settings add. */
export const ownBot: LogGroupSource = { type: 'own-bot' };

/**
 * One question: a Logs Insights query whose answer is a single number, or a table.
 *
 * Which of them it is follows from the result: no row or one single cell is a number, anything else a table. So a
 * counting query gives one column and no `by`; a table has two columns or more that no record lacks, is sorted by its
 * query, and reads 0 when it finds nothing. A report shows the first ten rows.
 */
export interface QueryDefinition {
  /** Unique in its report; lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly title: LocalizedText;
  /** Logs Insights QL, at most 10,000 characters. Give no time range: the run's window is the range. */
  readonly query: string;
}

export interface ReportDefinition {
  /** Unique in the catalogue; lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly title: LocalizedText;
  /** Absent: the report runs on request only. `cron` in EventBridge Scheduler's syntax, `timezone` an IANA name. */
  readonly schedule?: { readonly cron: string; readonly timezone: string };
  /** `[end - hours, end)`, `end` being the trigger's minute less the lag with which log events become searchable. */
  readonly window: { readonly hours: number; readonly ingestLagMinutes: number };
  /** The run closes with what it has this long after it was planned. */
  readonly dueAfterMinutes: number;
  readonly queries: readonly QueryDefinition[];
  readonly logGroups: LogGroupSource;
  /** A key of the stage settings' `destinations`. */
  readonly destinations: string;
}
