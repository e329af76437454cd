import { type RunEvent } from '@pulso/contracts/run-events';

import { readStoredRun } from '../invariants/stored-run';
import { answerOf, titleOf } from './catalogue';
import { triggeredAtMsOf } from './expected-run';
import { type Surroundings } from './surroundings';

interface LateRecords {
  /** The number of records of the window that queries miss at first. */
  readonly count: number;
  /** From when on they find them, epoch ms. */
  readonly searchableAtMs: number;
}

/**
 * Records of a window that become searchable late: queries that start before do not find them. Also what backfills find
 * of them a day later.
 */
export class LateRecordsBook {
  readonly #world: Surroundings;
  readonly #known = new Map<string, LateRecords | undefined>();
  /** By the run and the title of the question. */
  readonly #found = new Map<string, Map<string, number>>();

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** @returns The answer of a query that starts now. */
  answerNow(queryString: string, windowEndMs: number): number {
    const late = this.#lateOf(queryString, windowEndMs);
    const isLate = late !== undefined && this.#world.kernel.nowMs < late.searchableAtMs;
    return answerOf(queryString, windowEndMs) - (isLate ? late.count : 0);
  }

  /** Whether some query may have been answered with this number. */
  isPossible(queryString: string, windowEndMs: number, value: number): boolean {
    const missing = answerOf(queryString, windowEndMs) - value;
    return missing === 0 || missing === this.#known.get(keyOf(queryString, windowEndMs))?.count;
  }

  /** A run event was accepted by its queue. */
  onRunEvent(body: string): void {
    if (!body.includes('"backfill"')) return;
    const event: RunEvent = JSON.parse(body);
    if (event.type !== 'query-finished' || event.outcome.status !== 'success') return;
    const { ledger, tables, windowMs } = this.#world;
    const { runId, queryId, outcome } = event;
    const run = ledger.runOf(runId);
    // It changes nothing in an open run, or one with another question.
    if (!run || !readStoredRun(tables.runs, runId)?.isClosed) return;
    if (this.#world.isChangedAt(triggeredAtMsOf(run.request.trigger) + windowMs) !== run.isChanged) return;
    const found = this.#found.get(runId) ?? new Map<string, number>();
    this.#found.set(runId, found);
    const title = titleOf(queryId);
    found.set(title, Math.max(found.get(title) ?? 0, Number(outcome.rows[0]?.[0]?.value)));
  }

  /** The final numbers of a run's report, by the titles of questions. */
  foundOf(runId: string): ReadonlyMap<string, number> {
    return this.#found.get(runId) ?? new Map();
  }

  #lateOf(queryString: string, windowEndMs: number): LateRecords | undefined {
    const key = keyOf(queryString, windowEndMs);
    if (!this.#known.has(key)) this.#known.set(key, this.#draw(queryString, windowEndMs));
    return this.#known.get(key);
  }

  #draw(queryString: string, windowEndMs: number): LateRecords | undefined {
    const { kernel, mix, features } = this.#world;
    const chance = mix.chanceOf('late-records', 'logs.StartQuery');
    const mostCount = answerOf(queryString, windowEndMs) - 1;
    // The first answers decide conditions and anomalies.
    if (chance === 0 || mostCount === 0 || features.onlyIfAbove !== undefined || features.outage) return undefined;
    const draw = kernel.draws.of(`late records/${keyOf(queryString, windowEndMs)}`);
    if (!draw.chance(chance)) return undefined;
    const latestMs = 2 * mix.durationOf('late-records', 'logs.StartQuery');
    const late = { count: draw.between(1, mostCount), searchableAtMs: windowEndMs + draw.between(0, latestMs) };
    if (kernel.nowMs < late.searchableAtMs) this.#world.countFault('late-records', 'query-worker');
    return late;
  }
}

const keyOf = (queryString: string, windowEndMs: number): string => `${queryString} ${windowEndMs}`;
