import { type ReportPlan, reportPlanSchema } from '@pulso/contracts/report-plan';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type QueryOutcome } from '@pulso/contracts/run-events';
import { type ExpectedRun, type Run, type StoredResult, isOpened, reportContentOf } from '@pulso/fan-in';
import * as z from 'zod/mini';

import { MalformedItemError } from './errors';
import { type Item, resultPrefix } from './runs-table';

const rowsSchema = z.array(z.array(z.object({ field: z.string(), value: z.string() })));
const statisticsSchema = z.object({
  recordsMatched: z.number(),
  recordsScanned: z.number(),
  bytesScanned: z.number(),
});
const reasonSchema = z.object({ code: z.string(), message: z.string() });

/** Reads the item of a plan, or the plan in an older run's item. @throws {MalformedItemError} Not retryable. */
export const decodePlan = (item: Item): ReportPlan => parse(item, 'plan', reportPlanSchema);

/** @returns Whether the item of a run says that the run has its plan. */
export const isOpenedItem = (runItem: Item): boolean => runItem.openedAtMs !== undefined;

/**
 * @returns Whether a run's item holds the run's plan itself, as versions before 2026-11-27 wrote it. Runs are kept for 40
 *   days: this, its callers' branches and the condition on `#plan` can go 40 days after the last stage has got this
 *   version.
 */
export const hasInlinePlan = (runItem: Item): boolean => runItem.plan !== undefined;

/** Reads a run item, to which the plan of an opened run is added. @throws {MalformedItemError} Not retryable. */
export function decodeRun(item: Item, plan: ReportPlan | undefined): Run {
  return {
    runId: requiredText(item, 'runId'),
    ...(plan ? { plan } : {}),
    state: item.state?.S === 'closed' ? 'closed' : 'running',
    counter: numberOf(item, 'counter') ?? 0,
    revision: numberOf(item, 'revision') ?? 0,
    sentRevision: numberOf(item, 'sentRevision') ?? 0,
    firstSeenAtMs: requiredNumber(item, 'firstSeenAtMs'),
    ...optionalNumber(item, 'openedAtMs'),
    ...optionalNumber(item, 'closedAtMs'),
  };
}

/** Reads a result item. @throws {MalformedItemError} Not retryable. */
export const decodeResult = (item: Item): StoredResult => ({
  queryId: requiredText(item, 'queryId'),
  outcome: decodeOutcome(item),
  finishedAtMs: requiredNumber(item, 'finishedAtMs'),
});

const decodeOutcome = (item: Item): QueryOutcome =>
  item.status?.S === 'success'
    ? {
        status: 'success',
        rows: parse(item, 'rows', rowsSchema),
        ...optionalNumber(item, 'omittedRowCount'),
        statistics: parse(item, 'statistics', statisticsSchema),
      }
    : { status: 'failed', reason: parse(item, 'reason', reasonSchema) };

/** Reads the item of a report's next scheduled run. @throws {MalformedItemError} Not retryable. */
export const decodeExpectedRun = (item: Item): ExpectedRun => ({
  reportId: requiredText(item, 'reportId'),
  scheduledAtMs: requiredNumber(item, 'scheduledAtMs'),
});

/** What the table says about one run, and what its report says because of it. Times in epoch ms. */
export interface StoredReport extends Omit<Run, 'plan'> {
  readonly content: ReportContent;
}

/**
 * Reads a run, its plan and its results from all items of its partition, in any order.
 *
 * @returns undefined when there is no run or it has no plan yet.
 * @throws {MalformedItemError} Not retryable.
 */
export function decodeStoredReport(items: readonly Item[]): StoredReport | undefined {
  const runItem = items.find(({ sk }) => sk?.S === 'run');
  if (!runItem) return undefined;
  const planItem = hasInlinePlan(runItem) ? runItem : items.find(({ sk }) => sk?.S === 'plan');
  const run = decodeRun(runItem, planItem && decodePlan(planItem));
  if (!isOpened(run)) return undefined;
  const results = items.filter(({ sk }) => sk?.S?.startsWith(resultPrefix)).map(decodeResult);
  const { plan: _plan, ...rest } = run;
  return { ...rest, content: reportContentOf(run, results) };
}

/** @returns Whether an item still counts: DynamoDB deletes expired items days later and returns them until then. */
export const isLive = (item: Item, nowMs: number): boolean => {
  const expiresAtSeconds = numberOf(item, 'expiresAtSeconds');
  return expiresAtSeconds === undefined || expiresAtSeconds * 1000 > nowMs;
};

function parse<T>(item: Item, name: string, schema: z.ZodMiniType<T>): T {
  const result = z.safeParse(schema, parseJson(item, name));
  if (result.success) return result.data;
  throw malformed(item, `${name} is wrong at ${result.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
}

function parseJson(item: Item, name: string): unknown {
  try {
    return JSON.parse(requiredText(item, name));
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed(item, `${name} is not JSON`);
    throw error;
  }
}

function requiredText(item: Item, name: string): string {
  const value = item[name]?.S;
  if (value === undefined) throw malformed(item, `${name} is missing`);
  return value;
}

const numberOf = (item: Item, name: string): number | undefined => {
  const value = item[name]?.N;
  return value === undefined ? undefined : Number(value);
};

function requiredNumber(item: Item, name: string): number {
  const value = numberOf(item, name);
  if (value === undefined) throw malformed(item, `${name} is missing`);
  return value;
}

const optionalNumber = <K extends string>(item: Item, name: K): Partial<Record<K, number>> => {
  const value = numberOf(item, name);
  return value === undefined ? {} : ({ [name]: value } as Record<K, number>);
};

/** @param item - Or its key. */
export const malformed = (item: Item, problem: string): MalformedItemError =>
  new MalformedItemError(`${item.pk?.S ?? '?'} / ${item.sk?.S ?? '?'}`, problem);
