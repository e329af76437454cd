import { type RunEvent } from '@pulso/contracts/run-events';

import { readStoredRun } from '../invariants/stored-run';
import { titleOf } from './catalogue';
import { triggeredAtMsOf } from './expected-run';
import { type Ledger } from './ledger';
import { type Tables } from './tables';

interface Surroundings {
  readonly ledger: Ledger;
  readonly tables: Tables;
  readonly windowMs: number;
  isChangedAt(triggeredAtMs: number): boolean;
}

/** What second answers have found, by the run and the title of the question: what its report must say at the end. */
export class Recounts {
  readonly #world: Surroundings;
  readonly #found = new Map<string, Map<string, number>>();

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** A run event was accepted by its queue. */
  onRunEvent(body: string): void {
    if (!body.includes('"recount"')) return;
    const event: RunEvent = JSON.parse(body);
    if (event.type !== 'query-finished' || event.outcome.status !== 'success') return;
    const { ledger, tables } = this.#world;
    const { runId, queryId, outcome } = event;
    const run = ledger.runOf(runId);
    // It changes nothing of a run that goes on, or that has asked another question.
    if (!run || !readStoredRun(tables.runs, runId)?.isClosed) return;
    if (this.#world.isChangedAt(triggeredAtMsOf(run.request.trigger) + this.#world.windowMs) !== run.isChanged) return;
    const found = this.#found.get(runId) ?? new Map<string, number>();
    this.#found.set(runId, found);
    const title = titleOf(queryId);
    found.set(title, Math.max(found.get(title) ?? 0, Number(outcome.rows[0]?.[0]?.value)));
  }

  /** By the titles of questions. */
  foundOf(runId: string): ReadonlyMap<string, number> {
    return this.#found.get(runId) ?? new Map();
  }
}
