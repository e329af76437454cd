import { type HistoryEntry } from '@pulso/domain/report-content';
import { type Clock } from '@pulso/kit/time';

import {
  type ExpectedRun,
  type Nomination,
  type ResultToStore,
  type Run,
  type RunStore,
  type RunToExpect,
  type ScheduleWatch,
  type SweepState,
  type ToldNews,
} from '../ports';

interface Scheduled {
  sweepState?: SweepState | undefined;
  sweepAtMs?: number | undefined;
  expiresAtSeconds: number;
}
type StoredRun = { run: Run } & Scheduled;

/** Both stores over one memory, and what a test may look at. */
export interface InMemoryRuns {
  readonly store: RunStore;
  readonly watch: ScheduleWatch;
  /** Entries by report id and end of the window, as `<reportId> <epoch ms>`. */
  readonly history: ReadonlyMap<string, HistoryEntry>;
}

/**
 * Keeps runs in memory with the same conditions as a real store, for tests and simulations.
 *
 * Every operation takes effect at once and as a whole; delays, conflicts and crashes are for a wrapper to add.
 */
export function createInMemoryRuns(clock: Pick<Clock, 'nowMs'>): InMemoryRuns {
  const runs = new Map<string, StoredRun>();
  const results = new Map<string, Map<string, ResultToStore>>();
  const expectations = new Map<string, RunToExpect>();
  const history = new Map<string, HistoryEntry>();
  const news = new Map<string, ToldNews>();
  const isLive = ({ expiresAtSeconds }: { expiresAtSeconds: number }) => expiresAtSeconds * 1000 > clock.nowMs();

  const update = (runId: string, change: (run: Run) => Partial<Run>, scheduled: Partial<Scheduled>): void => {
    const stored = runs.get(runId);
    if (stored) runs.set(runId, { ...stored, ...scheduled, run: { ...stored.run, ...change(stored.run) } });
  };

  const createIfAbsent = (runId: string, nowMs: number, expiresAtSeconds: number): void => {
    if (runs.has(runId)) return;
    const run: Run = { runId, state: 'running', counter: 0, revision: 0, sentRevision: 0, firstSeenAtMs: nowMs };
    runs.set(runId, { run, expiresAtSeconds });
  };

  const resultsOf = (runId: string): Map<string, ResultToStore> => {
    const existing = results.get(runId) ?? new Map<string, ResultToStore>();
    results.set(runId, existing);
    return existing;
  };

  const putResult = (result: ResultToStore, counted: 0 | 1): void => {
    const { runId, storedAtMs, expiresAtSeconds } = result;
    resultsOf(runId).set(result.queryId, result);
    createIfAbsent(runId, storedAtMs, expiresAtSeconds);
    update(runId, ({ counter, revision }) => ({ counter: counter + counted, revision: revision + 1 }), {
      sweepState: runs.get(runId)?.sweepState ?? 'waiting',
      sweepAtMs: storedAtMs,
    });
  };

  const liveHistory = (reportId: string): HistoryEntry[] =>
    [...history.values()].filter((entry) => entry.reportId === reportId && isLive(entry));

  const liveNews = (reportId: string): ToldNews | undefined => {
    const told = news.get(reportId);
    return told && isLive(told) ? told : undefined;
  };

  const liveExpectation = (reportId: string): ExpectedRun | undefined => {
    const expected = expectations.get(reportId);
    return expected && isLive(expected) ? expected : undefined;
  };

  const store: RunStore = {
    readRun: async (runId) => {
      const stored = runs.get(runId);
      return stored && isLive(stored) ? stored.run : undefined;
    },
    readResults: async (runId) =>
      [...(results.get(runId)?.values() ?? [])]
        .filter(isLive)
        .map(({ queryId, outcome, finishedAtMs, firstRows }) => ({ queryId, outcome, finishedAtMs, firstRows })),
    openRun: async ({ runId, plan, openedAtMs, expiresAtSeconds }) => {
      if (runs.get(runId)?.run.plan) return 'has-plan';
      createIfAbsent(runId, openedAtMs, expiresAtSeconds);
      update(runId, ({ revision }) => ({ plan, openedAtMs, revision: revision + 1 }), {
        sweepState: 'open',
        sweepAtMs: openedAtMs,
        expiresAtSeconds,
      });
      return 'opened';
    },
    addResult: async (result) => {
      if (resultsOf(result.runId).has(result.queryId)) return 'exists';
      putResult(result, 1);
      return 'added';
    },
    replaceFailure: async (result) => {
      if (resultsOf(result.runId).get(result.queryId)?.outcome.status !== 'failed') return 'not-failed';
      putResult(result, 0);
      return 'replaced';
    },
    replaceSuccess: async (result, { finishedAtMs }) => {
      const stored = resultsOf(result.runId).get(result.queryId);
      if (stored?.outcome.status !== 'success' || stored.finishedAtMs !== finishedAtMs) return 'changed';
      putResult(result, 0);
      return 'replaced';
    },
    closeRun: async ({ runId, closedAtMs, sweepAtMs }) => {
      const stored = runs.get(runId);
      if (!stored?.run.plan || stored.run.state !== 'running') return 'not-running';
      update(runId, ({ revision }) => ({ state: 'closed', closedAtMs, revision: revision + 1 }), {
        sweepState: 'closed',
        sweepAtMs,
      });
      return 'closed';
    },
    markSent: async (runId, revision) =>
      update(runId, ({ sentRevision }) => ({ sentRevision: Math.max(sentRevision, revision) }), {}),
    markPublished: async (runId, publishedRevision) => update(runId, () => ({ publishedRevision }), {}),
    keepHistory: async (entry) => {
      const key = `${entry.reportId} ${entry.windowEndMs}`;
      const existing = history.get(key);
      if (existing && (existing.runId !== entry.runId || existing.revision >= entry.revision)) return;
      history.set(key, entry);
    },
    readHistory: async (reportId, endsFromMs) => ({
      entries: liveHistory(reportId).filter(({ windowEndMs }) => windowEndMs >= endsFromMs),
      unreadable: [],
    }),
    readNewestHistory: async ({ reportId, endedByMs, limit }) => ({
      entries: liveHistory(reportId)
        .filter(({ windowEndMs }) => windowEndMs <= endedByMs)
        .sort((a, b) => b.windowEndMs - a.windowEndMs)
        .slice(0, limit),
      unreadable: [],
    }),
    readToldNews: async (reportId) => liveNews(reportId),
    keepToldNews: async (told, read) => {
      if (liveNews(told.reportId)?.decidedEndMs !== read?.decidedEndMs) return 'changed';
      news.set(told.reportId, told);
      return 'kept';
    },
    nominate: async (state, nomination) =>
      nominated(
        [...runs].flatMap(([id, { sweepState, sweepAtMs }]) => (sweepState === state ? [{ id, sweepAtMs }] : [])),
        nomination,
      ),
    rescheduleSweep: async (runId, revision, sweepAtMs) => {
      const { run, sweepState } = runs.get(runId) ?? {};
      if (revision === undefined ? sweepState === undefined : run?.revision !== revision) return;
      update(runId, () => ({}), sweepAtMs === undefined ? { sweepState: undefined, sweepAtMs } : { sweepAtMs });
    },
  };

  const watch: ScheduleWatch = {
    readExpectedRun: async (reportId) => liveExpectation(reportId),
    expectRun: async (run, instead) => {
      if (liveExpectation(run.reportId)?.scheduledAtMs === instead?.scheduledAtMs) expectations.set(run.reportId, run);
    },
    rescheduleExpected: async ({ reportId, scheduledAtMs }, sweepAtMs) => {
      const existing = expectations.get(reportId);
      if (existing?.scheduledAtMs === scheduledAtMs) expectations.set(reportId, { ...existing, sweepAtMs });
    },
    dropExpected: async ({ reportId, scheduledAtMs }) => {
      if (expectations.get(reportId)?.scheduledAtMs === scheduledAtMs) expectations.delete(reportId);
    },
    nominateExpected: async (nomination) =>
      nominated(
        [...expectations].map(([id, { sweepAtMs }]) => ({ id, sweepAtMs })),
        nomination,
      ),
  };

  return { store, watch, history };
}

const nominated = (
  candidates: readonly { readonly id: string; readonly sweepAtMs?: number | undefined }[],
  { dueByMs, limit }: Nomination,
): string[] =>
  candidates
    .flatMap(({ id, sweepAtMs }) => (sweepAtMs !== undefined && sweepAtMs <= dueByMs ? [{ id, sweepAtMs }] : []))
    .sort((a, b) => a.sweepAtMs - b.sweepAtMs)
    .slice(0, limit)
    .map(({ id }) => id);
