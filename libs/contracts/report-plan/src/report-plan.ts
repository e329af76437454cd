import * as z from 'zod/mini';

import { nonEmpty, tolerant, wholeNumber } from '@pulso/contracts/envelope';
import { defined } from '@pulso/kit/telegram';

import { destinationSchema } from './destination';

/** A text per two-letter language code; `en` is always there and stands in for the others. */
export const localizedTextSchema = z.intersection(z.object({ en: z.string() }), z.record(z.string(), z.string()));
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** A number of a report: `numberId` where its query has several. */
export const numberReference = { queryId: nonEmpty, numberId: z.optional(nonEmpty) };

/** How a number is shown. */
export const numberTraits = {
  /** What it counts or measures. Absent: something countable. */
  unit: tolerant(z.enum(['count', 'milliseconds', 'percent'])),
  /** Which direction is good news. Absent: neither. */
  better: tolerant(z.enum(['more', 'less'])),
  /** `headline`: in the first line; `detail`: among the small print. Absent: a line of its own. */
  prominence: tolerant(z.enum(['headline', 'detail'])),
  /** False: adding it up over several windows would be wrong, as with distinct people. Absent: it can be summed. */
  additive: tolerant(z.literal(false)),
};

/** One of the numbers that a query answers with a single row. */
const plannedNumberSchema = z.object({
  numberId: nonEmpty,
  /** The column of the row. */
  field: nonEmpty,
  title: localizedTextSchema,
  /** Changes with what the number counts of which logs. Absent: that of its query. */
  definition: z.optional(nonEmpty),
  /** Of what is measured or found: the number of the same row that counts of what. Where that is 0, there is nothing. */
  ofNumberId: z.optional(nonEmpty),
  ...numberTraits,
});
export type PlannedNumber = z.infer<typeof plannedNumberSchema>;
export type NumberTraits = Pick<PlannedNumber, keyof typeof numberTraits>;

/** Takes out of a number how it is shown; what it does not say is left out. */
export const traitsOf = ({ unit, better, prominence, additive }: NumberTraits): NumberTraits =>
  defined({ unit, better, prominence, additive });

/** A column of a table: how its cells are to be read. */
const tableColumnSchema = z.object({
  field: nonEmpty,
  title: localizedTextSchema,
  /**
   * `hour`, `day`: a time as `bin(1h)` and `bin(1d)` write it, shown as the hour of the day and as a date; `language`: a
   * language tag; `command`: a command of the bot, without its slash; `chat`: a kind of chat, in Telegram's words.
   */
  format: tolerant(z.enum(['number', 'hour', 'day', 'language', 'command', 'chat'])),
});
export const tableColumnsSchema = z.array(tableColumnSchema);
export type TableColumn = z.infer<typeof tableColumnSchema>;

/** One of the tables into which the rows of a query are summed up: see `rollUp` of the contract `run-events`. */
const plannedTableSchema = z.object({
  tableId: nonEmpty,
  title: localizedTextSchema,
  /** The column by which rows are put together, then the column that is added up. */
  columns: tableColumnsSchema.check(z.minLength(2), z.maxLength(2)),
  /** The report has it only where it has a row. */
  onlyWithRows: tolerant(z.literal(true)),
});
export type PlannedTable = z.infer<typeof plannedTableSchema>;

/** The share of the people who were new on a day that came back so many UTC days later. */
const plannedRetentionSchema = z.object({
  numberId: nonEmpty,
  title: localizedTextSchema,
  afterDays: wholeNumber,
  ...numberTraits,
});
export type PlannedRetention = z.infer<typeof plannedRetentionSchema>;

/**
 * One question of a report, as its reader sees it.
 *
 * Without `numbers` and `tables` its answer is a number or a table by its shape.
 */
const plannedQuerySchema = z.object({
  queryId: nonEmpty,
  title: localizedTextSchema,
  /** Changes with what the question asks of which logs: numbers of two definitions are not compared. */
  definition: nonEmpty,
  /** How the one number of the query is shown; with `numbers`, each has its own. */
  ...numberTraits,
  /** The query answers with one row, whose columns are these numbers. */
  numbers: z.optional(z.array(plannedNumberSchema)),
  /** The query answers with rows that are summed up into these tables. */
  tables: z.optional(z.array(plannedTableSchema)),
  /** The query counts `people` by `day` and `age`, and these shares come of it: see `RetentionDefinition` of the catalogue. */
  retention: z.optional(z.array(plannedRetentionSchema)),
  /** What the question is asked about, `[start, end)` in epoch ms. Absent: the run's window. */
  window: z.optional(z.object({ startMs: wholeNumber, endMs: wholeNumber })),
  /** Labels of the table that the query answers with. */
  columns: z.optional(tableColumnsSchema),
});
export type PlannedQuery = z.infer<typeof plannedQuerySchema>;

/** A number of another report, added up over the windows of it that lie in this report's window. It costs no query. */
const historySumSchema = z.object({
  reportId: nonEmpty,
  ...numberReference,
  /** What the number of that report must have been defined as. */
  definition: nonEmpty,
  title: localizedTextSchema,
  ...numberTraits,
});
export type HistorySum = z.infer<typeof historySumSchema>;

/** The average of another report's number over this report's window, in percent of a number of this report. */
const plannedShareSchema = z.object({
  /** Stands for a query's in the report, and is none of theirs. */
  queryId: nonEmpty,
  title: localizedTextSchema,
  /** Changes with that of either number. */
  definition: nonEmpty,
  /** `definition`: what the number of that report must have been defined as. */
  averageOf: z.object({ reportId: nonEmpty, ...numberReference, definition: nonEmpty }),
  of: z.object(numberReference),
  ...numberTraits,
});
export type PlannedShare = z.infer<typeof plannedShareSchema>;

/** Everything about a run that is fixed when it is planned. Times in epoch ms; the window is `[start, end)`. */
export const reportPlanSchema = z.object({
  reportId: nonEmpty,
  title: localizedTextSchema,
  trigger: z.enum(['schedule', 'chat', 'manual']),
  windowStartMs: wholeNumber,
  windowEndMs: wholeNumber,
  queries: z.array(plannedQuerySchema),
  /** Numbers that come from earlier reports. In the order in which they are shown, before those of the queries. */
  historySums: z.optional(z.array(historySumSchema)),
  /** Numbers that are computed of others. Shown after those of the queries. */
  shares: z.optional(z.array(plannedShareSchema)),
  /** A person has asked the one question of it: the answer says how much was read, and has no history. */
  isAsked: z.optional(z.literal(true)),
  /** The report comes with a picture. */
  chart: z.optional(z.boolean()),
  /** The closed report is sent only if this number is above a bound, or has no answer. Absent: always. */
  onlyIf: z.optional(z.object({ ...numberReference, above: z.number() })),
  /**
   * A scheduled, closed report is sent only when one of these numbers has become unusual, or usual again. `falls`: also when
   * it is less than usual. Absent: always.
   */
  notifyOn: z.optional(z.array(z.object({ ...numberReference, falls: tolerant(z.literal(true)) }))),
  /** The number that is not 0 as a rule. Where it is, the report says what is usual, and an alarm may ring. */
  watched: z.optional(z.object(numberReference)),
  destinations: z.array(destinationSchema),
  plannedAtMs: wholeNumber,
  /** When the run closes with the answers that have arrived. */
  reportDueAtMs: wholeNumber,
  /** When a worker stops trying to answer a query; before `reportDueAtMs`. */
  giveUpAtMs: wholeNumber,
});
export type ReportPlan = z.infer<typeof reportPlanSchema>;

/**
 * The most bytes of a plan's JSON in UTF-8.
 *
 * A plan is stored as one item of DynamoDB, which takes 400 KB, and travels in messages of SQS, which take 1 MiB: there its
 * titles come back beside at most 550,000 bytes of rows, reasons and numbers of other windows.
 */
export const maxPlanBytes = 350_000;
