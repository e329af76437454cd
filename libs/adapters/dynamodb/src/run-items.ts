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
  type ToldNews,
  isOpened,
} from '@pulso/domain/fan-in';
import { type HistoryEntry } from '@pulso/domain/report-content';

import { type Item, MalformedItemError, readItem, readJson, toItem } from './items';
import { historyKey, planKey, resultKey, resultPrefix, toldNewsKey } from './runs-table';

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

const resultSchema = z.object({
  queryId: z.string(),
  status: z.enum(['success', 'failed']),
  omittedRowCount: optionalNumber,
  finishedAtMs: z.number(),
});

export const expectedSchema = z.object({ reportId: z.string(), scheduledAtMs: z.number(), sweepAtMs: z.number() });

export const decodePlan = (item: Item): ReportPlan => readJson(reportPlanSchema, item, 'plan', keyOf(item));

export const isOpenedItem = (runItem: Item): boolean => runItem.openedAtMs !== undefined;

/** Reads a run item, to which the plan of an opened run is added. */
export function decodeRun(item: Item, plan: ReportPlan | undefined): Run {
  const fields = readItem(runSchema, item, keyOf(item));
  return { state: 'running', counter: 0, revision: 0, sentRevision: 0, ...fields, ...(plan ? { plan } : {}) };
}

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

export const decodeExpectedRun = (item: Item): ExpectedRun => readItem(expectedSchema, item, keyOf(item));

/**
 * Reads a run, its plan and its results from all items of its partition, in any order.
 *
 * @returns undefined when there is no run or it has no plan yet.
 * @throws {MalformedItemError} Not retryable.
 */
export function decodeStoredRun(
  items: readonly Item[],
): { readonly run: OpenedRun; readonly results: readonly StoredResult[] } | undefined {
  const runItem = items.find(({ sk }) => sk?.S === 'run');
  if (!runItem) return undefined;
  const planItem = items.find(({ sk }) => sk?.S === 'plan');
  const run = decodeRun(runItem, planItem && decodePlan(planItem));
  if (!isOpened(run)) return undefined;
  return { run, results: items.filter(({ sk }) => sk?.S?.startsWith(resultPrefix)).map(decodeResult) };
}

export const planItem = ({ runId, plan, expiresAtSeconds }: Omit<RunToOpen, 'openedAtMs'>): Item => ({
  ...planKey(runId),
  ...toItem({ plan: JSON.stringify(plan), expiresAtSeconds }),
});

export const resultItem = ({ runId, outcome, firstRows, ...fields }: ResultToStore): Item => ({
  ...resultKey(runId, fields.queryId),
  ...toItem({ ...fields, ...outcomeFields(outcome), ...(firstRows && { firstRows: JSON.stringify(firstRows) }) }),
});

/** Rows as JSON text: as a list of maps they would take several times the space. */
function outcomeFields(outcome: QueryOutcome): Record<string, string | number | undefined> {
  if (outcome.status === 'failed') return { ...outcome, reason: JSON.stringify(outcome.reason) };
  const { rows, tables, statistics, ...fields } = outcome;
  return {
    ...fields,
    rows: JSON.stringify(rows),
    ...(tables ? { tables: JSON.stringify(tables) } : {}),
    statistics: JSON.stringify(statistics),
  };
}

/** @returns What errors call an item, or one with this key. */
export const keyOf = ({ pk, sk }: Item): string => `${pk?.S} / ${sk?.S}`;

export const historySchema = z.object({
  reportId: z.string(),
  runId: z.string(),
  revision: z.number(),
  state: z.enum(['progress', 'partial', 'complete']),
  windowStartMs: z.number(),
  windowEndMs: z.number(),
  expiresAtSeconds: z.number(),
});

export const historyNumbersSchema = z.array(
  z.object({
    queryId: z.string(),
    numberId: z.optional(z.string()),
    ofReportId: z.optional(z.string()),
    definition: z.string(),
    value: z.number(),
  }),
);

export const historyTablesSchema = z.array(
  z.object({
    queryId: z.string(),
    tableId: z.optional(z.string()),
    definition: z.string(),
    rows: z.array(z.tuple([z.string(), z.number()])),
    isWhole: z.optional(z.literal(true)),
  }),
);

export const historyGapsSchema = z.array(z.object({ queryId: z.string(), code: z.string() }));

export const newPeopleSchema = z.array(
  z.object({ queryId: z.string(), definition: z.string(), firstDay: z.number(), counts: z.array(z.number()) }),
);

export function decodeHistoryEntry(item: Item): HistoryEntry {
  const key = keyOf(item);
  return {
    ...readItem(historySchema, item, key),
    values: readJson(historyNumbersSchema, item, 'values', key),
    ...('tables' in item && { tables: readJson(historyTablesSchema, item, 'tables', key) }),
    missing: readJson(historyGapsSchema, item, 'missing', key),
    ...(item['newPeople'] && { newPeople: readJson(newPeopleSchema, item, 'newPeople', key) }),
  };
}

/** Reads entries of the history, and says what is wrong with those that can't be read. */
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

/** What a report has said, lists as JSON text. */
export const historyItem = ({ values, tables, missing, newPeople, ...fields }: HistoryEntry): Item => ({
  ...historyKey(fields.reportId, fields.windowEndMs),
  ...toItem({
    ...fields,
    values: JSON.stringify(values),
    ...(tables && { tables: JSON.stringify(tables) }),
    missing: JSON.stringify(missing),
    ...(newPeople && { newPeople: JSON.stringify(newPeople) }),
  }),
});

export const toldNewsSchema = z.object({
  reportId: z.string(),
  decidedEndMs: z.number(),
  expiresAtSeconds: z.number(),
});

export const toldSchema = z.array(
  z.object({
    queryId: z.string(),
    numberId: z.optional(z.string()),
    change: z.enum(['fell', 'rose', 'back']),
    runId: z.string(),
    windowEndMs: z.number(),
  }),
);

/** What readers were told, the list as JSON text. */
export const toldNewsItem = ({ told, ...fields }: ToldNews): Item => ({
  ...toldNewsKey(fields.reportId),
  ...toItem({ ...fields, told: JSON.stringify(told) }),
});

/**
 * Reads what readers were told. What another version has told in words that are not known here counts as not told: the watch
 * goes on.
 *
 * @throws {MalformedItemError} Not retryable.
 */
export const decodeToldNews = (item: Item): ToldNews => ({
  ...readItem(toldNewsSchema, item, keyOf(item)),
  told: readJson(z.array(z.unknown()), item, 'told', keyOf(item)).flatMap((each) => {
    const { data } = z.safeParse(toldSchema.def.element, each);
    return data ? [data] : [];
  }),
});
