import * as z from 'zod/mini';

import { nonEmpty, tolerant, wholeNumber } from '@pulso/contracts/envelope';
import { defined } from '@pulso/kit/telegram';

import { destinationSchema } from './destination';

/** A text per two-letter language code. `en` is always present and replaces missing ones. */
export const localizedTextSchema = z.intersection(z.object({ en: z.string() }), z.record(z.string(), z.string()));
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** A number of a report; `numberId` if its query has several. */
export const numberReference = { queryId: nonEmpty, numberId: z.optional(nonEmpty) };

/** How a number is shown. */
export const numberTraits = {
  /** Its unit. Absent: something countable. */
  unit: tolerant(z.enum(['count', 'milliseconds', 'percent'])),
  /** Which direction is good news. Absent: neither. */
  better: tolerant(z.enum(['more', 'less'])),
  /** `headline`: in the first line; `detail`: in the small print. Absent: in its own line. */
  prominence: tolerant(z.enum(['headline', 'detail'])),
  /** False: sums over several windows are wrong, as with distinct people. Absent: it can be summed. */
  additive: tolerant(z.literal(false)),
  /** The id of the number of this report of which it is a part. */
  partOf: tolerant(nonEmpty),
  /** `never`: it is no anomaly. `first`: its rise leads a report, and a smaller one is an anomaly. */
  marked: tolerant(z.enum(['never', 'first'])),
};

/** One of the numbers that a query answers with a single row. */
const plannedNumberSchema = z.object({
  numberId: nonEmpty,
  /** The column of the row. */
  field: nonEmpty,
  title: localizedTextSchema,
  /** Changes with the meaning or the logs of the number. Absent: that of its query. */
  definition: z.optional(nonEmpty),
  /** For a measurement: the number of the same row that counts its samples. If that is 0, this number is absent. */
  ofNumberId: z.optional(nonEmpty),
  ...numberTraits,
});
export type PlannedNumber = z.infer<typeof plannedNumberSchema>;
export type NumberTraits = Pick<PlannedNumber, keyof typeof numberTraits>;

/** Picks the traits of a number; undefined ones are left out. */
export const traitsOf = ({ unit, better, prominence, additive, partOf, marked }: NumberTraits): NumberTraits =>
  defined({ unit, better, prominence, additive, partOf, marked });

/** A column of a table, with the format of its cells. */
const tableColumnSchema = z.object({
  field: nonEmpty,
  title: localizedTextSchema,
  /**
   * `hour`, `day`: a time written by `bin(1h)` or `bin(1d)`, shown as the hour of the day or as a date; `language`: a
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
  /** The column by which rows are grouped, then the column that is summed. */
  columns: tableColumnsSchema.check(z.minLength(2), z.maxLength(2)),
  /** The report shows the table only if it has rows. */
  onlyWithRows: tolerant(z.literal(true)),
});
export type PlannedTable = z.infer<typeof plannedTableSchema>;

/** One question of a report. Without `numbers` and `tables` the shape of its answer decides: a number or a table. */
const plannedQuerySchema = z.object({
  queryId: nonEmpty,
  title: localizedTextSchema,
  /** Changes with the question or its logs: numbers of two definitions are not compared. */
  definition: nonEmpty,
  /** How the one number of the query is shown; with `numbers`, each has its own. */
  ...numberTraits,
  /** The query answers with one row, whose columns are these numbers. */
  numbers: z.optional(z.array(plannedNumberSchema)),
  /** The query answers with rows that are summed up into these tables. */
  tables: z.optional(z.array(plannedTableSchema)),
  /**
   * The query counts `people` by `day` and `age` for these shares: of a day's new people, those who came back `afterDays`
   * UTC days later.
   */
  retention: z.optional(
    z.array(z.object({ numberId: nonEmpty, title: localizedTextSchema, afterDays: wholeNumber, ...numberTraits })),
  ),
  /** The window of the question, `[start, end)` in epoch ms. Absent: the run's window. */
  window: z.optional(z.object({ startMs: wholeNumber, endMs: wholeNumber })),
  /** Labels of the table that the query answers with. */
  columns: z.optional(tableColumnsSchema),
});
export type PlannedQuery = z.infer<typeof plannedQuerySchema>;

/** A number of another report, summed over its windows inside this report's window. It costs no query. */
const historySumSchema = z.object({
  reportId: nonEmpty,
  ...numberReference,
  /** The required definition of the number in that report. */
  definition: nonEmpty,
  title: localizedTextSchema,
  ...numberTraits,
});
export type HistorySum = z.infer<typeof historySumSchema>;

/** The average of another report's number over this report's window, in percent of a number of this report. */
const plannedShareSchema = z.object({
  /** Used like a query's id in the report, but differs from all of them. */
  queryId: nonEmpty,
  title: localizedTextSchema,
  /** Changes with the definition of either number. */
  definition: nonEmpty,
  /** `definition`: the required definition of the number in that report. */
  averageOf: z.object({ reportId: nonEmpty, ...numberReference, definition: nonEmpty }),
  of: z.object(numberReference),
  ...numberTraits,
});
export type PlannedShare = z.infer<typeof plannedShareSchema>;

/** Everything that is fixed when a run is planned. Times in epoch ms; the window is `[start, end)`. */
export const reportPlanSchema = z.object({
  reportId: nonEmpty,
  title: localizedTextSchema,
  trigger: z.enum(['schedule', 'chat', 'manual']),
  windowStartMs: wholeNumber,
  windowEndMs: wholeNumber,
  queries: z.array(plannedQuerySchema),
  /** Numbers from earlier reports. Shown in this order, before those of the queries. */
  historySums: z.optional(z.array(historySumSchema)),
  /** Numbers computed from others. Shown after those of the queries. */
  shares: z.optional(z.array(plannedShareSchema)),
  /** A person asked its one question: the answer says how much was read, and has no history. */
  isAsked: z.optional(z.literal(true)),
  /** The report comes with a picture. */
  chart: z.optional(z.boolean()),
  /** The closed report is sent only if this number exceeds a bound or has no answer. Absent: always. */
  onlyIf: z.optional(z.object({ ...numberReference, above: z.number() })),
  /**
   * A scheduled, closed report is sent only if an anomaly of one of these numbers begins or ends. `falls`: also if the
   * number is less than usual. Absent: always.
   */
  notifyOn: z.optional(z.array(z.object({ ...numberReference, falls: tolerant(z.literal(true)) }))),
  /** A number that is usually not 0. If it is, the report shows its baseline, and an alarm may ring. */
  watched: z.optional(z.object(numberReference)),
  destinations: z.array(destinationSchema),
  plannedAtMs: wholeNumber,
  /** When the run closes with the answers it has. */
  reportDueAtMs: wholeNumber,
  /** When a worker gives up on a query; before `reportDueAtMs`. */
  giveUpAtMs: wholeNumber,
});
export type ReportPlan = z.infer<typeof reportPlanSchema>;

/**
 * The maximum size of a plan's JSON in UTF-8, bytes. A plan is one item of DynamoDB, which takes 400 KB. Its titles also
 * travel in messages of SQS, which take 1 MiB, beside at most 550,000 bytes of rows, reasons and numbers of other windows.
 */
export const maxPlanBytes = 350_000;
