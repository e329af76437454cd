import * as z from 'zod/mini';

import { type ReportPlan, reportPlanSchema } from '@pulso/contracts/report-plan';
import {
  type QueryOutcome,
  failureReasonSchema,
  queryStatisticsSchema,
  resultRowsSchema,
  resultTablesSchema,
} from '@pulso/contracts/run-events';
import {
  type ExpectedRun,
  type History,
  type OpenedRun,
  type ResultToStore,
  type Run,
  type RunToOpen,
  type StoredResult,
  type NotificationState,
  isOpened,
} from '@pulso/domain/fan-in';
import { type HistoryEntry } from '@pulso/domain/report-content';
import { defined } from '@pulso/kit/telegram';

import { type Item, MalformedItemError, jsonText, readItem, toItem } from './items';
import { historyKey, planKey, resultKey, resultPrefix, notificationStateKey } from './runs-table';

// Each `decode` throws a MalformedItemError (not retryable) for an item that its schema refuses.

const optionalNumber = z.optional(z.number());

export const runSchema = z.object({
  runId: z.string(),
  state: z.optional(z.enum(['running', 'closed'])),
  counter: optionalNumber,
  revision: optionalNumber,
  sentRevision: optionalNumber,
  firstSeenAtMs: z.number(),
  openedAtMs: optionalNumber,
  closedAtMs: optionalNumber,
  publishedRevision: optionalNumber,
});

/** Reads a run item and adds the plan of an opened run. */
export function decodeRun(item: Item, plan: ReportPlan | undefined): Run {
  const fields = readItem(runSchema, item);
  return { state: 'running', counter: 0, revision: 0, sentRevision: 0, ...fields, ...defined({ plan }) };
}

export const planSchema = z.object({ plan: jsonText(reportPlanSchema) });

export const decodePlan = (item: Item): ReportPlan => readItem(planSchema, item).plan;

export const planItem = ({ runId, plan, expiresAtSeconds }: Omit<RunToOpen, 'openedAtMs'>): Item => ({
  ...planKey(runId),
  ...toItem({ plan: JSON.stringify(plan), expiresAtSeconds }),
});

const ofEachResult = {
  queryId: z.string(),
  finishedAtMs: z.number(),
  firstRows: z.optional(jsonText(resultRowsSchema)),
};

export const answerSchema = z.object({
  ...ofEachResult,
  status: z.literal('success'),
  rows: jsonText(resultRowsSchema),
  omittedRowCount: optionalNumber,
  tables: z.optional(jsonText(resultTablesSchema)),
  statistics: jsonText(queryStatisticsSchema),
});

export const failureSchema = z.object({
  ...ofEachResult,
  status: z.literal('failed'),
  reason: jsonText(failureReasonSchema),
});

const resultSchema = z.discriminatedUnion('status', [answerSchema, failureSchema]);

export function decodeResult(item: Item): StoredResult {
  const { queryId, finishedAtMs, firstRows, ...outcome } = readItem(resultSchema, item);
  return { queryId, outcome, finishedAtMs, ...defined({ firstRows }) };
}

export const resultItem = ({ runId, outcome, firstRows, ...fields }: ResultToStore): Item => ({
  ...resultKey(runId, fields.queryId),
  ...toItem({ ...fields, ...outcomeFields(outcome), firstRows: firstRows && JSON.stringify(firstRows) }),
});

function outcomeFields(outcome: QueryOutcome): Record<string, string | number | undefined> {
  if (outcome.status === 'failed') return { ...outcome, reason: JSON.stringify(outcome.reason) };
  const { rows, tables, statistics, ...fields } = outcome;
  return {
    ...fields,
    rows: JSON.stringify(rows),
    tables: tables && JSON.stringify(tables),
    statistics: JSON.stringify(statistics),
  };
}

/**
 * Reads a run, its plan and its results from all items of its partition, in any order.
 *
 * @returns undefined if the run does not exist or has no plan yet.
 */
export function decodeStoredRun(
  items: readonly Item[],
): { readonly run: OpenedRun; readonly results: readonly StoredResult[] } | undefined {
  const [runItem, plan] = ['run', 'plan'].map((key) => items.find(({ sk }) => sk?.S === key));
  const run = runItem && decodeRun(runItem, plan && decodePlan(plan));
  if (!run || !isOpened(run)) return undefined;
  return { run, results: items.filter(({ sk }) => sk?.S?.startsWith(resultPrefix)).map(decodeResult) };
}

export const expectedSchema = z.object({ reportId: z.string(), scheduledAtMs: z.number(), sweepAtMs: z.number() });

export const decodeExpectedRun = (item: Item): ExpectedRun => readItem(expectedSchema, item);

/** The numbers of an earlier report. */
export const historySchema = z.object({
  reportId: z.string(),
  runId: z.string(),
  revision: z.number(),
  state: z.enum(['progress', 'partial', 'complete']),
  windowStartMs: z.number(),
  windowEndMs: z.number(),
  expiresAtSeconds: z.number(),
  values: jsonText(
    z.array(
      z.object({
        queryId: z.string(),
        numberId: z.optional(z.string()),
        ofReportId: z.optional(z.string()),
        definition: z.string(),
        value: z.number(),
      }),
    ),
  ),
  tables: z.optional(
    jsonText(
      z.array(
        z.object({
          queryId: z.string(),
          tableId: z.optional(z.string()),
          definition: z.string(),
          rows: z.array(z.tuple([z.string(), z.number()])),
          isWhole: z.optional(z.literal(true)),
        }),
      ),
    ),
  ),
  missing: jsonText(z.array(z.object({ queryId: z.string(), code: z.string() }))),
  newPeople: z.optional(
    jsonText(
      z.array(
        z.object({ queryId: z.string(), definition: z.string(), firstDay: z.number(), counts: z.array(z.number()) }),
      ),
    ),
  ),
});

export const decodeHistoryEntry = (item: Item): HistoryEntry => readItem(historySchema, item);

/** Reads entries of the history, and explains why others can't be read. */
export function decodeHistory(items: readonly Item[]): History {
  const entries: HistoryEntry[] = [];
  const unreadable: string[] = [];
  for (const item of items) {
    try {
      entries.push(decodeHistoryEntry(item));
    } catch (error) {
      if (!(error instanceof MalformedItemError)) throw error;
      unreadable.push(error.message);
    }
  }
  return { entries, unreadable };
}

export const historyItem = ({ values, tables, missing, newPeople, ...fields }: HistoryEntry): Item => ({
  ...historyKey(fields.reportId, fields.windowEndMs),
  ...toItem({
    ...fields,
    values: JSON.stringify(values),
    tables: tables && JSON.stringify(tables),
    missing: JSON.stringify(missing),
    newPeople: newPeople && JSON.stringify(newPeople),
  }),
});

const sentNotificationSchema = z.object({
  queryId: z.string(),
  numberId: z.optional(z.string()),
  change: z.enum(['fell', 'rose', 'back']),
  runId: z.string(),
  windowEndMs: z.number(),
});

/** The notifications that were sent. */
export const notificationStateSchema = z.object({
  reportId: z.string(),
  decidedEndMs: z.number(),
  expiresAtSeconds: z.number(),
  sent: jsonText(z.array(z.unknown())),
});

export const notificationStateItem = ({ sent, ...fields }: NotificationState): Item => ({
  ...notificationStateKey(fields.reportId),
  ...toItem({ ...fields, sent: JSON.stringify(sent) }),
});

/** Changes that only another version knows count as not sent, so that the watch goes on. */
export function decodeNotificationState(item: Item): NotificationState {
  const { sent, ...notifications } = readItem(notificationStateSchema, item);
  return {
    ...notifications,
    sent: sent.flatMap((each) => {
      const { data } = z.safeParse(sentNotificationSchema, each);
      return data ? [data] : [];
    }),
  };
}
