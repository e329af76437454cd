import { type AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** How the table must be declared. Sort keys: `run`, `plan`, `result#<queryId>`, `expected`, or the end of a window. */
export const runsTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Number, epoch seconds. */
  ttlAttribute: 'expiresAtSeconds',
  /** Sparse, KEYS_ONLY: items that the sweep must look at. Partition key text, sort key number. */
  sweepIndex: { name: 'by-state', partitionKey: 'sweepState', sortKey: 'sweepAtMs' },
} as const;

const runPrefix = 'run#';
const expectedPrefix = 'expected#';

/** Starts the sort keys of results. */
export const resultPrefix = 'result#';

/** The partition that holds a run, its plan and all of its results. */
export const runPartitionKey = (runId: string): string => `${runPrefix}${runId}`;

export const runKey = (runId: string): Item => ({ pk: text(runPartitionKey(runId)), sk: text('run') });

/** The plan has an item of its own: an answer rewrites the run's item, and a plan may have 350 KB. */
export const planKey = (runId: string): Item => ({ pk: text(runPartitionKey(runId)), sk: text('plan') });

export const resultKey = (runId: string, queryId: string): Item => ({
  pk: text(runPartitionKey(runId)),
  sk: text(`${resultPrefix}${queryId}`),
});

export const expectedKey = (reportId: string): Item => ({
  pk: text(`${expectedPrefix}${reportId}`),
  sk: text('expected'),
});

/** ISO 8601 in UTC sorts as the time does. */
export const historyKey = (reportId: string, windowEndMs: number): Item => ({
  pk: text(`history#${reportId}`),
  sk: text(new Date(windowEndMs).toISOString()),
});

/** @returns The run id or report id that a key of the sweep's index stands for. */
export const idOf = (key: Item): string => {
  const pk = key.pk?.S ?? '';
  return pk.slice(pk.indexOf('#') + 1);
};

export const text = (value: string): AttributeValue => ({ S: value });

export const number = (value: number): AttributeValue => ({ N: String(value) });

export const json = (value: unknown): AttributeValue => ({ S: JSON.stringify(value) });

/**
 * Builds the placeholders of an expression. Names and values never stand in an expression themselves: attribute names
 * may be reserved words, and values come from messages.
 *
 * @param names - Attributes that the expression calls `#name`.
 * @param values - Values that it calls `:key`.
 */
export const placeholders = (
  names: readonly string[],
  values: Item = {},
): { ExpressionAttributeNames: Record<string, string>; ExpressionAttributeValues?: Item } => ({
  ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
  ...(Object.keys(values).length === 0
    ? {}
    : {
        ExpressionAttributeValues: Object.fromEntries(Object.entries(values).map(([key, value]) => [`:${key}`, value])),
      }),
});
