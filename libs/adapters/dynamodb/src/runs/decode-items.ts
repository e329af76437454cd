import * as z from 'zod/mini';

import { type ReportPlan, reportPlanSchema } from '@pulso/contracts/report-plan';
import {
  type QueryOutcome,
  failureReasonSchema,
  queryStatisticsSchema,
  resultRowsSchema,
  resultTablesSchema,
} from '@pulso/contracts/run-events';
import { type ExpectedRun, type OpenedRun, type Run, type StoredResult, isOpened } from '@pulso/domain/fan-in';

import { type Item } from '../items/to-item';
import { readItem, readJson } from '../items/read-item';
import { resultPrefix } from './runs-table';

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

export const resultSchema = z.object({
  queryId: z.string(),
  status: z.enum(['success', 'failed']),
  omittedRowCount: optionalNumber,
  finishedAtMs: z.number(),
});

export const expectedSchema = z.object({ reportId: z.string(), scheduledAtMs: z.number(), sweepAtMs: z.number() });

/** Reads the item of a plan. @throws {MalformedItemError} Not retryable. */
export const decodePlan = (item: Item): ReportPlan => readJson(reportPlanSchema, item, 'plan', keyOf(item));

/** @returns Whether the item of a run says that the run has its plan. */
export const isOpenedItem = (runItem: Item): boolean => runItem.openedAtMs !== undefined;

/** Reads a run item, to which the plan of an opened run is added. @throws {MalformedItemError} Not retryable. */
export function decodeRun(item: Item, plan: ReportPlan | undefined): Run {
  const fields = readItem(runSchema, item, keyOf(item));
  return { state: 'running', counter: 0, revision: 0, sentRevision: 0, ...fields, ...(plan ? { plan } : {}) };
}

/** Reads a result item. @throws {MalformedItemError} Not retryable. */
export function decodeResult(item: Item): StoredResult {
  const { status, queryId, finishedAtMs, ...omitted } = readItem(resultSchema, item, keyOf(item));
  const json = <T>(schema: z.ZodMiniType<T>, name: string): T => readJson(schema, item, name, keyOf(item));
  const outcome: QueryOutcome =
    status === 'success'
      ? {
          status,
          rows: json(resultRowsSchema, 'rows'),
          ...omitted,
          ...(item.tables ? { tables: json(resultTablesSchema, 'tables') } : {}),
          statistics: json(queryStatisticsSchema, 'statistics'),
        }
      : { status, reason: json(failureReasonSchema, 'reason') };
  return {
    queryId,
    outcome,
    finishedAtMs,
    ...(item.firstRows ? { firstRows: json(resultRowsSchema, 'firstRows') } : {}),
  };
}

/** Reads the item of the scheduled run that a report expects. @throws {MalformedItemError} Not retryable. */
export const decodeExpectedRun = (item: Item): ExpectedRun => readItem(expectedSchema, item, keyOf(item));

/** What is stored about a run that has its plan. */
export interface StoredRun {
  readonly run: OpenedRun;
  readonly results: readonly StoredResult[];
}

/**
 * Reads a run, its plan and its results from all items of its partition, in any order.
 *
 * @returns undefined when there is no run or it has no plan yet.
 * @throws {MalformedItemError} Not retryable.
 */
export function decodeStoredRun(items: readonly Item[]): StoredRun | undefined {
  const runItem = items.find(({ sk }) => sk?.S === 'run');
  if (!runItem) return undefined;
  const planItem = items.find(({ sk }) => sk?.S === 'plan');
  const run = decodeRun(runItem, planItem && decodePlan(planItem));
  if (!isOpened(run)) return undefined;
  return { run, results: items.filter(({ sk }) => sk?.S?.startsWith(resultPrefix)).map(decodeResult) };
}

/** @returns Whether an item still counts: DynamoDB deletes expired items days later and returns them until then. */
export const isLive = ({ expiresAtSeconds }: Item, nowMs: number): boolean =>
  expiresAtSeconds === undefined || Number(expiresAtSeconds.N) * 1000 > nowMs;

/** @returns What errors call an item, or one with this key. */
export const keyOf = ({ pk, sk }: Item): string => `${pk?.S} / ${sk?.S}`;
