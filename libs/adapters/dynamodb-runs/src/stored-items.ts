import { type StoredItem } from '@pulso/adapters/dynamodb-items';
import { reportPlanSchema } from '@pulso/contracts/report-plan';
import {
  failureReasonSchema,
  queryStatisticsSchema,
  resultRowsSchema,
  resultTablesSchema,
} from '@pulso/contracts/run-events';
import * as z from 'zod/mini';

import {
  decodeHistoryEntry,
  historyGapsSchema,
  historyNumbersSchema,
  historySchema,
  historyTablesSchema,
  newPeopleSchema,
} from './decode-history';
import {
  decodeExpectedRun,
  decodePlan,
  decodeResult,
  decodeRun,
  expectedSchema,
  resultSchema,
  runSchema,
} from './decode-items';

const answerSchema = z.extend(resultSchema, {
  status: z.literal('success'),
  rows: resultRowsSchema,
  tables: z.optional(resultTablesSchema),
  statistics: queryStatisticsSchema,
  firstRows: z.optional(resultRowsSchema),
});

const failureSchema = z.extend(resultSchema, { status: z.literal('failed'), reason: failureReasonSchema });

const historyEntrySchema = z.extend(historySchema, {
  values: historyNumbersSchema,
  tables: z.optional(historyTablesSchema),
  missing: historyGapsSchema,
  newPeople: z.optional(newPeopleSchema),
});

/** Every kind of item in the table. */
export const runsTableItems: readonly StoredItem[] = [
  { name: 'a run', schema: runSchema, read: (item) => decodeRun(item, undefined) },
  { name: 'a plan', schema: z.object({ plan: reportPlanSchema }), json: ['plan'], read: decodePlan },
  { name: 'an answer', schema: answerSchema, json: ['rows', 'tables', 'statistics', 'firstRows'], read: decodeResult },
  { name: 'a failure', schema: failureSchema, json: ['reason'], read: decodeResult },
  { name: 'an expected run', schema: expectedSchema, read: decodeExpectedRun },
  {
    name: 'an entry of the history',
    schema: historyEntrySchema,
    json: ['values', 'tables', 'missing', 'newPeople'],
    read: decodeHistoryEntry,
  },
];
