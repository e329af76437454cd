import * as z from 'zod/mini';

import { type History } from '@pulso/domain/fan-in';
import { type HistoryEntry } from '@pulso/domain/report-content';

import { type Item } from '../items/to-item';
import { MalformedItemError } from '../items/errors';
import { readItem, readJson } from '../items/read-item';
import { keyOf } from './decode-items';

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

/** Reads what a report has said. @throws {MalformedItemError} Not retryable. */
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
