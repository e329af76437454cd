import { type Item } from '@pulso/world/dynamodb';

import { readStoredRun } from '../invariants/stored-run';
import { answerOf, numberOf, queryTextOf, titleOf } from './catalogue';
import { type ExpectedRun } from './expected-run';
import { type LateRecordsBook } from './late-records';
import { type Surroundings } from './surroundings';

interface Late {
  readonly lateRecords: LateRecordsBook;
}

interface KeptNumber {
  readonly value: number;
  readonly isChanged: boolean;
  /** Since when it has been there, epoch ms. */
  readonly sinceMs: number;
  /** The value before its correction, and until when, epoch ms. */
  readonly before?: { readonly value: number; readonly untilMs: number } | undefined;
}

/**
 * What the history of the report holds since when, by the end of the window, and whether it is right (invariant I13): only
 * numbers that were answered, each as it was answered.
 */
export class HistoryBook {
  /** By the end of the window, then by the question's id. */
  readonly #windows = new Map<number, Map<string, KeptNumber>>();
  /** Runs by the chat that should get their picture: one of their numbers was known for two windows. */
  readonly drawable = new Map<string, Set<string>>();
  readonly #handedOver = new Set<string>();
  readonly #world: Surroundings & Late;

  constructor(world: Surroundings & Late) {
    this.#world = world;
  }

  /** @param input - Of a write to the runs table that was just applied. */
  onWrite(input: unknown): void {
    const { Item: item } = input as { Item?: Item };
    if (item?.['pk']?.S?.startsWith('history#')) this.#keep(item);
    else if (this.#world.features.onlyIfAbove !== undefined) this.#noteClosing();
  }

  /**
   * The number in this window that a later report may show.
   *
   * @param isChanged - Whether the later definition is meant.
   * @returns undefined when nothing is kept, or under another definition.
   */
  numberIn(windowEndMs: number, queryId: string, isChanged: boolean): KeptNumber | undefined {
    const kept = this.#windows.get(windowEndMs)?.get(queryId);
    return kept && (kept.isChanged === isChanged || numberOf(queryId) !== 1) ? kept : undefined;
  }

  /** Whether the newest window has had a number since before then. */
  hasNewestSince(beforeMs: number): boolean {
    const newest = this.#windows.get(Math.max(...this.#windows.keys()));
    return [...(newest?.values() ?? [])].some(({ sinceMs }) => sinceMs < beforeMs);
  }

  /** Whether any number has been corrected since then. */
  wasCorrectedSince(sinceMs: number): boolean {
    return [...this.#windows.values()].some((kept) =>
      [...kept.values()].some(({ before }) => before !== undefined && before.untilMs >= sinceMs),
    );
  }

  /** Whether a revision is handed over for the first time. */
  isFirst(runId: string, revision: number): boolean {
    const key = `${runId} ${revision}`;
    const isFirst = !this.#handedOver.has(key);
    this.#handedOver.add(key);
    return isFirst;
  }

  noteDrawable(place: string, runId: string): void {
    this.drawable.set(place, (this.drawable.get(place) ?? new Set()).add(runId));
  }

  #keep(item: Item): void {
    const { ledger, kernel, tables } = this.#world;
    const windowEndMs = Number(item['windowEndMs']?.N);
    const run = ledger.runOf(item['runId']?.S ?? '');
    if (run?.request.trigger.type !== 'schedule' || run.windowEndMs !== windowEndMs) {
      return ledger.violate('wrong-history', `${item['runId']?.S} is kept for the window that ends at ${windowEndMs}`);
    }
    const values: readonly { queryId: string; value: number }[] = JSON.parse(item['values']?.S ?? '[]');
    const answered = readStoredRun(tables.runs, run.runId)?.successes;
    const before = this.#windows.get(windowEndMs);
    const kept = new Map<string, KeptNumber>();
    for (const { queryId, value } of values) {
      if (!answered?.has(titleOf(queryId)) || !isRightAnswer(this.#world, run, queryId, value)) {
        ledger.violate('wrong-history', `${run.runId} keeps ${value} for ${queryId}`);
      }
      const known = before?.get(queryId);
      const isCorrected = known !== undefined && known.value !== value;
      kept.set(queryId, {
        value,
        isChanged: run.isChanged,
        sinceMs: known?.sinceMs ?? kernel.nowMs,
        before: isCorrected ? { value: known.value, untilMs: kernel.nowMs } : known?.before,
      });
    }
    this.#windows.set(windowEndMs, kept);
  }

  /** The answers at its closing decide whether a run with a condition is sent. */
  #noteClosing(): void {
    const { ledger, tables } = this.#world;
    for (const run of ledger.runs) {
      if (run.hadFirstAnswer !== undefined) continue;
      const stored = readStoredRun(tables.runs, run.runId);
      if (stored?.isClosed) run.hadFirstAnswer = stored.successes.has(titleOf('q1'));
    }
  }
}

/** Whether this may be the answer to a run's question: records may come late. */
export const isRightAnswer = ({ lateRecords }: Late, run: ExpectedRun, titleOrId: string, value: number): boolean =>
  lateRecords.isPossible(queryTextOf(titleOrId, run), run.windowEndMs, value);

/** The answer to a run's question with all of its records. */
export const rightAnswer = (run: ExpectedRun, titleOrId: string): number =>
  answerOf(queryTextOf(titleOrId, run), run.windowEndMs);
