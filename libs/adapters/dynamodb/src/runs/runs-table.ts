import { type Item, toItem } from '../items/to-item';

/** How the table must be declared. Sort keys: `run`, `plan`, `result#<queryId>`, `expected`, `told`, or the end of a window. */
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

export const runKey = (runId: string): Item => toItem({ pk: runPartitionKey(runId), sk: 'run' });

/** The plan has an item of its own: an answer rewrites the run's item, and a plan may have 350 KB. */
export const planKey = (runId: string): Item => toItem({ pk: runPartitionKey(runId), sk: 'plan' });

export const resultKey = (runId: string, queryId: string): Item =>
  toItem({ pk: runPartitionKey(runId), sk: `${resultPrefix}${queryId}` });

export const expectedKey = (reportId: string): Item => toItem({ pk: `${expectedPrefix}${reportId}`, sk: 'expected' });

/** What the readers of a report that is sent for its news alone have been told. */
export const toldNewsKey = (reportId: string): Item => toItem({ pk: `told#${reportId}`, sk: 'told' });

/** The partition that holds what a report has said, by the end of its window. */
export const historyPartitionKey = (reportId: string): string => `history#${reportId}`;

/** ISO 8601 in UTC sorts as the time does. */
export const historySortKey = (windowEndMs: number): string => new Date(windowEndMs).toISOString();

export const historyKey = (reportId: string, windowEndMs: number): Item =>
  toItem({ pk: historyPartitionKey(reportId), sk: historySortKey(windowEndMs) });

/** @returns The run id or report id that a key of the sweep's index stands for. */
export const idOf = (key: Item): string => {
  const pk = key.pk?.S ?? '';
  return pk.slice(pk.indexOf('#') + 1);
};
