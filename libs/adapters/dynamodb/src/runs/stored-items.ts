import * as z from 'zod/mini';

import { reportPlanSchema } from '@pulso/contracts/report-plan';
import { queryOutcomeSchema, resultRowsSchema } from '@pulso/contracts/run-events';

import { type StoredItem, storedItem } from '../items/stored-item';
import { toItem } from '../items/to-item';
import {
  decodeHistoryEntry,
  historyGapsSchema,
  historyNumbersSchema,
  historySchema,
  historyTablesSchema,
  newPeopleSchema,
} from './decode-history';
import { decodeExpectedRun, decodePlan, decodeResult, decodeRun, expectedSchema, runSchema } from './decode-items';
import { historyItem } from './history-item';
import { planItem } from './open-run-transaction';
import { resultItem } from './result-transactions';
import { expectedKey, historyKey, planKey, resultKey, runKey, toldNewsKey } from './runs-table';
import { decodeToldNews, toldNewsItem, toldNewsSchema, toldSchema } from './told-news';

const [success, failed] = queryOutcomeSchema.def.options;
const ids = { runId: 'run', queryId: 'query' };
const times = { storedAtMs: 1, expiresAtSeconds: 1 };

/** Every kind of item in the table. A run's own item is put together by expressions, each of one field. */
export const runsTableItems: readonly StoredItem[] = [
  storedItem({
    name: 'a run',
    key: runKey('run'),
    schema: runSchema,
    write: toItem,
    read: (item) => decodeRun(item, undefined),
  }),
  storedItem({
    name: 'a plan',
    key: planKey('run'),
    schema: z.object({ plan: reportPlanSchema }),
    write: ({ plan }) => planItem({ runId: 'run', plan, expiresAtSeconds: 1 }),
    read: decodePlan,
  }),
  storedItem({
    name: 'an answer',
    key: resultKey('run', 'query'),
    schema: z.object({ outcome: success, finishedAtMs: z.number(), firstRows: z.optional(resultRowsSchema) }),
    write: (fields) => resultItem({ ...ids, ...times, ...fields }),
    read: decodeResult,
  }),
  storedItem({
    name: 'a failure',
    key: resultKey('run', 'query'),
    schema: z.object({ outcome: failed, finishedAtMs: z.number() }),
    write: (fields) => resultItem({ ...ids, ...times, ...fields }),
    read: decodeResult,
  }),
  storedItem({
    name: 'an expected run',
    key: expectedKey('report'),
    schema: expectedSchema,
    write: toItem,
    read: decodeExpectedRun,
  }),
  storedItem({
    name: 'an entry of the history',
    key: historyKey('report', 0),
    schema: z.extend(historySchema, {
      windowEndMs: z.int().check(z.gte(0), z.lte(4e12)),
      values: historyNumbersSchema,
      tables: z.optional(historyTablesSchema),
      missing: historyGapsSchema,
      newPeople: z.optional(newPeopleSchema),
    }),
    write: historyItem,
    read: decodeHistoryEntry,
  }),
  storedItem({
    name: 'news that were told',
    key: toldNewsKey('report'),
    schema: z.extend(toldNewsSchema, { told: toldSchema }),
    write: toldNewsItem,
    read: decodeToldNews,
  }),
];
