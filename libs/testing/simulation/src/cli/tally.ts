import { type WorldResult } from '../world/run-worlds';
import { addStatistics, countIn, emptyStatistics } from '../world/statistics';
import { type BrokenWorld, type WorldsReport } from './report-of-worlds';
import { TraceHash } from './trace-hash';

/** More broken worlds than a person reads about; a bug that breaks every world must not fill the memory. */
const maxBrokenCount = 1_000;

/** A world that never comes to rest can break the same promise very often. */
const maxViolationsPerWorld = 20;

/** The part of a result that is added up. */
export type EndedWorld = Pick<WorldResult, 'seed' | 'statistics' | 'traceHash' | 'violations'>;

/** Adds up worlds, in any order, to the same sum. */
export class Tally {
  readonly statistics = emptyStatistics();
  readonly violationCounts: Record<string, number> = {};
  brokenCount = 0;
  readonly #broken: BrokenWorld[] = [];

  add(more: Omit<WorldsReport, 'hashes'>): void {
    addStatistics(this.statistics, more.statistics);
    for (const [rule, count] of Object.entries(more.violationCounts)) countIn(this.violationCounts, rule, count);
    this.brokenCount += more.brokenCount;
    if (more.broken.length === 0) return;
    this.#broken.push(...more.broken);
    this.#broken.sort((one, other) => one.seed - other.seed).splice(maxBrokenCount);
  }

  addWorld({ seed, traceHash, violations, statistics }: EndedWorld): void {
    const violationCounts: Record<string, number> = {};
    for (const { rule } of violations) countIn(violationCounts, rule);
    const isBroken = violations.length > 0;
    this.add({
      statistics,
      violationCounts,
      brokenCount: isBroken ? 1 : 0,
      broken: isBroken ? [{ seed, traceHash, violations: violations.slice(0, maxViolationsPerWorld) }] : [],
    });
  }

  /** By seed; the first thousand. */
  get broken(): readonly BrokenWorld[] {
    return this.#broken;
  }
}

/** The tally of a range of seeds, with the fingerprint of their traces. */
export class SeedsTally extends Tally {
  readonly #traceHash: TraceHash;

  constructor(firstSeed: number) {
    super();
    this.#traceHash = new TraceHash(firstSeed);
  }

  addReport(report: WorldsReport): void {
    this.add(report);
    for (const [seed, traceHash] of report.hashes) this.addTrace(seed, traceHash);
  }

  addTrace(seed: number, traceHash: string): void {
    this.#traceHash.add(seed, traceHash);
  }

  get traceHash(): string | undefined {
    return this.#traceHash.value();
  }
}
