import { type Item } from '@pulso/world/dynamodb';

import { titleOf } from '../world/catalogue';
import { type TableView } from '../world/tables';

/** The tables' contents about one run, read without the system's own code. */
export interface StoredRun {
  /** Its plan is there. */
  readonly isOpened: boolean;
  readonly isClosed: boolean;
  readonly revision: number;
  readonly sentRevision: number;
  /** Whether a report with a condition was or was about to be handed over. */
  readonly isPublished: boolean;
  /** Epoch ms; absent: not yet. */
  readonly openedAtMs: number | undefined;
  readonly firstSeenAtMs: number | undefined;
  /** When each question of the plan that has a number got it, epoch ms, by title. */
  readonly successes: ReadonlyMap<string, number>;
  /** Numbers by title, with the first count if they were backfilled. */
  readonly values: ReadonlyMap<string, StoredValue>;
}

export interface StoredValue {
  readonly value: number;
  readonly first: number;
}

/**
 * Reads, like all functions here, without the table's operations, since reads of checks are not costs of the system.
 *
 * @returns undefined when nothing is stored about the run.
 */
export function readStoredRun(runs: TableView, runId: string): StoredRun | undefined {
  const successes = new Map<string, number>();
  const values = new Map<string, StoredValue>();
  let run = undefined as Item | undefined;
  runs.forEachItem((item) => {
    if (item['sk']?.S === 'plan') return;
    if (item['sk']?.S === 'run') {
      run = item;
      return;
    }
    const title = titleOf(item['queryId']?.S ?? '');
    if (item['status']?.S === 'success') successes.set(title, Number(item['storedAtMs']?.N));
    const value = numberIn(item['rows']?.S);
    values.set(title, { value, first: item['firstRows'] ? numberIn(item['firstRows'].S) : value });
  }, `run#${runId}`);
  if (!run) return undefined;
  const numberOf = (name: string): number | undefined => (run?.[name] ? Number(run[name].N) : undefined);
  return {
    isOpened: run['openedAtMs'] !== undefined,
    isClosed: run['state']?.S === 'closed',
    revision: numberOf('revision') ?? 0,
    sentRevision: numberOf('sentRevision') ?? 0,
    isPublished: run['publishedRevision'] !== undefined,
    openedAtMs: numberOf('openedAtMs'),
    firstSeenAtMs: numberOf('firstSeenAtMs'),
    successes,
    values,
  };
}

const numberIn = (rows = '[]'): number => Number(JSON.parse(rows)[0]?.[0]?.value);

/** The table's state of a run's report, or its chart, in one place. */
export interface StoredDelivery {
  /** The newest delivered one; `Infinity`: delivery has ended. */
  readonly revision: number;
  /** Sends without an answer. */
  readonly unanswered: StoredUnanswered | undefined;
}

export interface StoredUnanswered {
  /** Of the last of them. */
  readonly revision: number;
  readonly isGivenUp: boolean;
  /** Of that revision, and of the run. */
  readonly count: number;
  readonly runCount: number;
}

/** @param part - 0: the report itself; 1: its chart. @returns By place. */
export function readDeliveries(deliveries: TableView, runId: string, part = 0): Map<string, StoredDelivery> {
  const stored = new Map<string, StoredDelivery>();
  deliveries.forEachItem((item) => {
    const sk = item['sk']?.S ?? '';
    if (!sk.endsWith(`#${part}`)) return;
    const sends = item['unanswered']?.M;
    stored.set(sk.replace(/^telegram:|#\d$/g, ''), {
      revision: item['endedReason'] ? Infinity : Number(item['deliveredRevision']?.N ?? 0),
      unanswered: sends && {
        revision: Number(sends['revision']?.N),
        isGivenUp: sends['isGivenUp']?.BOOL === true,
        count: Number(sends['count']?.N),
        runCount: Number(sends['runCount']?.N),
      },
    });
  }, `run#${runId}`);
  return stored;
}

interface Write {
  readonly Item?: Item;
  readonly Key?: Item;
}

/**
 * After every write to the runs table: the run's counter is the number of its results (invariant I4).
 *
 * @param input - Of the call that was just applied, with one item or several of one run.
 * @returns What is wrong; undefined: nothing.
 */
export function wrongCounterOf(runs: TableView, input: unknown): string | undefined {
  const { TransactItems, ...single } = input as Write & { TransactItems?: { Put?: Write; Update?: Write }[] };
  const { Item: item, Key: key } = TransactItems?.[0]?.Put ?? TransactItems?.[0]?.Update ?? single;
  const partition = (item ?? key)?.['pk']?.S;
  if (!partition?.startsWith('run#')) return undefined;
  let counter = 0;
  let resultCount = 0;
  runs.forEachItem(({ sk, counter: stored }) => {
    if (sk?.S === 'run') counter = Number(stored?.N ?? 0);
    else if (sk?.S !== 'plan') resultCount += 1;
  }, partition);
  return counter === resultCount ? undefined : `${partition} counts ${counter} and has ${resultCount} results`;
}
