import { type HistoryEntry } from '@pulso/domain/report-content';
import { type Clock } from '@pulso/kit/time';

import {
  type Nomination,
  type ResultToStore,
  type Run,
  type RunStore,
  type RunToExpect,
  type ScheduleWatch,
  type SweepState,
  type NotificationState,
} from '../ports';

interface StoredRun {
  readonly run: Run;
  readonly sweepState?: SweepState | undefined;
  readonly sweepAtMs?: number | undefined;
  readonly expiresAtSeconds: number;
}

/** Both stores over one memory, and what a test may look at. */
export interface InMemoryRuns {
  readonly store: RunStore;
  readonly watch: ScheduleWatch;
  /** Entries by report id and end of the window, as `<reportId> <epoch ms>`. */
  readonly history: ReadonlyMap<string, HistoryEntry>;
}

/** Keeps runs in memory with the conditions of a real store. Every operation takes effect at once and as a whole. */
export function createInMemoryRuns(clock: Pick<Clock, 'nowMs'>): InMemoryRuns {
  const runs = new Map<string, StoredRun>();
  const results = new Map<string, ResultToStore>();
  const expectations = new Map<string, RunToExpect>();
  const history = new Map<string, HistoryEntry>();
  const notified = new Map<string, NotificationState>();
  const isLive = ({ expiresAtSeconds }: { expiresAtSeconds: number }) => expiresAtSeconds * 1000 > clock.nowMs();
  const live = <T extends { expiresAtSeconds: number }>(item: T | undefined) =>
    item && isLive(item) ? item : undefined;
  const stateOf = (runId: string) => runs.get(runId)?.run;

  const update = (runId: string, change: (run: Run) => Partial<Run>, rest: Partial<StoredRun> = {}): void => {
    const stored = runs.get(runId);
    if (stored) runs.set(runId, { ...stored, ...rest, run: { ...stored.run, ...change(stored.run) } });
  };
  const createIfAbsent = (runId: string, firstSeenAtMs: number, expiresAtSeconds: number): void => {
    const run: Run = { runId, state: 'running', counter: 0, revision: 0, sentRevision: 0, firstSeenAtMs };
    if (!runs.has(runId)) runs.set(runId, { run, expiresAtSeconds });
  };

  const keyOf = ({ runId, queryId }: ResultToStore): string => `${runId} ${queryId}`;
  const putResult = (result: ResultToStore, counted: 0 | 1): void => {
    const { runId, storedAtMs, expiresAtSeconds } = result;
    results.set(keyOf(result), result);
    createIfAbsent(runId, storedAtMs, expiresAtSeconds);
    update(runId, ({ counter, revision }) => ({ counter: counter + counted, revision: revision + 1 }), {
      sweepState: runs.get(runId)?.sweepState ?? 'waiting',
      sweepAtMs: storedAtMs,
    });
  };
  const historyOf = (reportId: string): HistoryEntry[] =>
    [...history.values()].filter((entry) => entry.reportId === reportId && isLive(entry));

  const store: RunStore = {
    readRun: async (runId) => live(runs.get(runId))?.run,
    readResults: async (ofRunId) =>
      [...results.values()]
        .filter((result) => result.runId === ofRunId && isLive(result))
        .map(({ queryId, outcome, finishedAtMs, firstRows }) => ({ queryId, outcome, finishedAtMs, firstRows })),
    openRun: async ({ runId, plan, openedAtMs, expiresAtSeconds }) => {
      if (stateOf(runId)?.plan) return 'has-plan';
      createIfAbsent(runId, openedAtMs, expiresAtSeconds);
      const rest = { sweepState: 'open' as const, sweepAtMs: openedAtMs, expiresAtSeconds };
      update(runId, ({ revision }) => ({ plan, openedAtMs, revision: revision + 1 }), rest);
      return 'opened';
    },
    addResult: async (result) => {
      if (results.has(keyOf(result))) return 'exists';
      putResult(result, 1);
      return 'added';
    },
    replaceFailure: async (result) => {
      if (results.get(keyOf(result))?.outcome.status !== 'failed') return 'not-failed';
      putResult(result, 0);
      return 'replaced';
    },
    replaceSuccess: async (result, { finishedAtMs }) => {
      const stored = results.get(keyOf(result));
      if (stored?.outcome.status !== 'success' || stored.finishedAtMs !== finishedAtMs) return 'changed';
      putResult(result, 0);
      return 'replaced';
    },
    closeRun: async ({ runId, closedAtMs, sweepAtMs }) => {
      const run = stateOf(runId);
      if (!run?.plan || run.state !== 'running') return 'not-running';
      const rest = { sweepState: 'closed' as const, sweepAtMs };
      update(runId, ({ revision }) => ({ state: 'closed', closedAtMs, revision: revision + 1 }), rest);
      return 'closed';
    },
    markSent: async (runId, revision) =>
      update(runId, ({ sentRevision }) => ({ sentRevision: Math.max(sentRevision, revision) })),
    markPublished: async (runId, publishedRevision) => update(runId, () => ({ publishedRevision })),
    keepHistory: async (entry) => {
      const key = `${entry.reportId} ${entry.windowEndMs}`;
      const existing = history.get(key);
      const isOlder = existing?.runId === entry.runId && existing.revision < entry.revision;
      if (!existing || isOlder) history.set(key, entry);
    },
    readHistory: async (reportId, endsFromMs) => ({
      entries: historyOf(reportId).filter(({ windowEndMs }) => windowEndMs >= endsFromMs),
      unreadable: [],
    }),
    readNewestHistory: async ({ reportId, endedByMs, limit }) => ({
      entries: historyOf(reportId)
        .filter(({ windowEndMs }) => windowEndMs <= endedByMs)
        .sort((a, b) => b.windowEndMs - a.windowEndMs)
        .slice(0, limit),
      unreadable: [],
    }),
    readNotificationState: async (reportId) => live(notified.get(reportId)),
    storeNotificationState: async (notifications, read) => {
      if (live(notified.get(notifications.reportId))?.decidedEndMs !== read?.decidedEndMs) return 'changed';
      notified.set(notifications.reportId, notifications);
      return 'kept';
    },
    nominate: async (state, nomination) =>
      nominated(new Map([...runs].filter(([, { sweepState }]) => sweepState === state)), nomination),
    rescheduleSweep: async (runId, revision, sweepAtMs) => {
      const { run, sweepState } = runs.get(runId) ?? {};
      if (revision === undefined ? sweepState === undefined : run?.revision !== revision) return;
      update(runId, () => ({}), sweepAtMs === undefined ? { sweepState: undefined, sweepAtMs } : { sweepAtMs });
    },
  };

  const isExpected = ({ reportId, scheduledAtMs }: Pick<RunToExpect, 'reportId' | 'scheduledAtMs'>): boolean =>
    expectations.get(reportId)?.scheduledAtMs === scheduledAtMs;

  const watch: ScheduleWatch = {
    readExpectedRun: async (reportId) => live(expectations.get(reportId)),
    expectRun: async (run, instead) => {
      if (live(expectations.get(run.reportId))?.scheduledAtMs === instead?.scheduledAtMs)
        expectations.set(run.reportId, run);
    },
    rescheduleExpected: async (expected, sweepAtMs) => {
      const existing = expectations.get(expected.reportId);
      if (existing && isExpected(expected)) expectations.set(expected.reportId, { ...existing, sweepAtMs });
    },
    dropExpected: async (expected) => {
      if (isExpected(expected)) expectations.delete(expected.reportId);
    },
    nominateExpected: async (nomination) => nominated(expectations, nomination),
  };

  return { store, watch, history };
}

const nominated = (
  candidates: ReadonlyMap<string, { readonly sweepAtMs?: number | undefined }>,
  { dueByMs, limit }: Nomination,
): string[] =>
  [...candidates]
    .map(([id, { sweepAtMs = Infinity }]) => ({ id, sweepAtMs }))
    .filter(({ sweepAtMs }) => sweepAtMs <= dueByMs)
    .sort((a, b) => a.sweepAtMs - b.sweepAtMs)
    .slice(0, limit)
    .map(({ id }) => id);
