import { strangeQueryId, titleOf } from '../world/catalogue';
import { type TableView } from '../world/tables';

/** What the tables say about one run, read without the system's own code. */
export interface StoredRun {
  /** Its plan is there. */
  readonly isOpened: boolean;
  readonly isClosed: boolean;
  readonly revision: number;
  readonly sentRevision: number;
  /** Whether a report with a condition was handed over, or was about to be. */
  readonly isPublished: boolean;
  /** Titles of the plan's questions that have a number. */
  readonly successes: ReadonlySet<string>;
  readonly failures: ReadonlySet<string>;
  /** Numbers by title, and what was counted first where it was counted again. */
  readonly values: ReadonlyMap<string, StoredValue>;
}

export interface StoredValue {
  readonly value: number;
  readonly first: number;
}

/** @returns undefined when nothing is stored about the run. */
export function readStoredRun(runs: TableView, runId: string): StoredRun | undefined {
  const successes = new Set<string>();
  const failures = new Set<string>();
  const values = new Map<string, StoredValue>();
  let run: Omit<StoredRun, 'successes' | 'failures' | 'values'> | undefined;
  runs.forEachItem((item) => {
    if (item['sk']?.S === 'run') {
      run = {
        isOpened: item['openedAtMs'] !== undefined,
        isClosed: item['state']?.S === 'closed',
        revision: Number(item['revision']?.N ?? 0),
        sentRevision: Number(item['sentRevision']?.N ?? 0),
        isPublished: item['publishedRevision'] !== undefined,
      };
    } else if (item['sk']?.S !== 'plan' && item['queryId']?.S !== strangeQueryId) {
      const title = titleOf(item['queryId']?.S ?? '');
      (item['status']?.S === 'success' ? successes : failures).add(title);
      const value = numberIn(item['rows']?.S);
      values.set(title, { value, first: item['firstRows'] ? numberIn(item['firstRows'].S) : value });
    }
  }, `run#${runId}`);
  return run && { ...run, successes, failures, values };
}

const numberIn = (rows = '[]'): number => Number(JSON.parse(rows)[0]?.[0]?.value);

/** Sends of a report without an answer. */
export interface StoredUnanswered {
  /** Of the last of them. */
  readonly revision: number;
  readonly isGivenUp: boolean;
  /** Of that revision, and of the run. */
  readonly count: number;
  readonly runCount: number;
}

/** @param part - 0: the report itself; 1: its chart. @returns By place. */
export function readUnanswered(deliveries: TableView, runId: string, part = 0): Map<string, StoredUnanswered> {
  const unanswered = new Map<string, StoredUnanswered>();
  deliveries.forEachItem((item) => {
    const sk = item['sk']?.S ?? '';
    const stored = item['unanswered']?.M;
    if (!sk.endsWith(`#${part}`) || !stored) return;
    unanswered.set(placeOf(sk), {
      revision: Number(stored['revision']?.N),
      isGivenUp: stored['isGivenUp']?.BOOL === true,
      count: Number(stored['count']?.N),
      runCount: Number(stored['runCount']?.N),
    });
  }, `run#${runId}`);
  return unanswered;
}

const placeOf = (sk: string): string => sk.replace(/^telegram:|#\d$/g, '');

/**
 * @param part - 0: the report itself; 1: its chart.
 * @returns The newest revision that was delivered to each place, and `Infinity` where nothing more is.
 */
export function readDelivered(deliveries: TableView, runId: string, part = 0): Map<string, number> {
  const delivered = new Map<string, number>();
  deliveries.forEachItem((item) => {
    const sk = item['sk']?.S ?? '';
    if (!sk.endsWith(`#${part}`)) return;
    const revision = item['endedReason'] ? Infinity : Number(item['deliveredRevision']?.N ?? 0);
    delivered.set(placeOf(sk), revision);
  }, `run#${runId}`);
  return delivered;
}
