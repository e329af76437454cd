import { writeFileSync } from 'node:fs';

import { type FaultPlan } from '@pulso/local/fault-plans';
import { UsageError } from '@pulso/operator/command-line';

import { lengthsMs } from '../standing/standing-faults';
import { runWorld } from '../world/run-worlds';
import { type Outcome } from './outcome';
import { outcomeJson } from './outcome-json';
import { type Progress } from './progress';
import { recordEnd, recordWorld } from './record-trace';
import { renderLatencies } from './render-latencies';
import { renderSummary } from './render-summary';
import { renderBrokenWorld, renderOtherSeeds, renderRepeat, renderTrace } from './render-violations';
import { type BrokenWorld } from './report-of-worlds';
import { type Shrunk, shrinkFaults } from './shrink-faults';
import { type SimulateOptions } from './simulate-options';
import { spreadSeeds } from './spread-seeds';
import { SeedsTally } from './tally';
import { type WorkerSettings } from './worker-messages';
import { worldOf } from './world-of';

/** What the command needs of its process. */
export interface SimulateDeps {
  /** Takes the result, line by line. */
  readonly print: (lines: readonly string[]) => void;
  readonly createProgress: (seedCount: number) => Progress;
  /** Real time, ms; processor time of all threads so far, ms. */
  readonly clock: { readonly nowMs: () => number; readonly cpuMs: () => number };
  readonly nodeVersion: string;
  /** The program that a worker thread runs. */
  readonly workerFile: string;
  /** The user wants it to end. */
  readonly signal: AbortSignal;
}

/** How long plans with fewer faults are looked for, ms of real time. */
const shrinkingMs = 30_000;

/**
 * Runs the worlds of the command line and prints what became of them.
 *
 * @returns Whether every promise was kept.
 * @throws {UsageError} The file of `--json` can't be written.
 * @throws {CrashedWorldError} The simulation itself has failed.
 */
export async function simulate(options: SimulateOptions, deps: SimulateDeps): Promise<boolean> {
  const { print, signal } = deps;
  if (options.showLatencies) {
    print(renderLatencies());
    return true;
  }
  requireWritable(options.jsonFile);
  const outcome = options.isSingle ? await runSeed(options, deps) : await runSeeds(options, deps);
  const isTraceOnly = options.isSingle && options.wholeTrace;
  const isEmpty = outcome.isInterrupted && outcome.statistics.worlds === 0;
  if (isEmpty) print(['Interrupted before the first seed was over: there are no numbers.']);
  else if (!isTraceOnly) print(renderSummary(outcome));
  if (options.jsonFile !== undefined) {
    writeFileSync(options.jsonFile, `${JSON.stringify(outcomeJson(outcome), undefined, 2)}\n`);
  }
  const [first] = outcome.broken;
  if (!first) return true;
  print(['', ...renderBrokenWorld(first)]);
  if (!isTraceOnly && !signal.aborted) {
    const world = worldOf(settingsOf(options), first.seed);
    print(['', ...renderTrace(await (options.wholeTrace ? recordWorld(world) : recordEnd(world)))]);
  }
  // One fault can't become less.
  const shrunk = signal.aborted || options.isStanding ? undefined : await shrink(options, first, deps);
  print(['', ...renderRepeat(first.seed, options, shrunk), ...renderOtherSeeds(outcome.broken, outcome.brokenCount)]);
  return false;
}

async function runSeeds(options: SimulateOptions, deps: SimulateDeps): Promise<Outcome> {
  const { createProgress, workerFile, signal } = deps;
  const { firstSeed, seedCount, workerCount } = options;
  const speedOf = stopwatch(deps);
  const tally = new SeedsTally(firstSeed);
  const progress = createProgress(seedCount);
  try {
    await spreadSeeds({ ...settingsOf(options), firstSeed, seedCount, workerCount, workerFile, signal }, (report) => {
      tally.addReport(report);
      const { worlds, runs } = tally.statistics;
      progress.update({ seedCount: worlds, runCount: runs, brokenCount: tally.brokenCount });
    });
  } finally {
    progress.end();
  }
  return outcomeOf(options, tally, speedOf());
}

async function runSeed(options: SimulateOptions, deps: SimulateDeps): Promise<Outcome> {
  const speedOf = stopwatch(deps);
  const world = worldOf(settingsOf(options), options.firstSeed);
  const tally = new SeedsTally(options.firstSeed);
  const { result, lines } = options.wholeTrace
    ? await recordWorld(world)
    : { result: await runWorld(world), lines: [] };
  tally.addWorld(result);
  tally.addTrace(result.seed, result.traceHash);
  if (options.wholeTrace) deps.print([...lines, '', `trace hash ${result.traceHash}, ${lines.length} lines`]);
  return outcomeOf({ ...options, workerCount: 1 }, tally, speedOf());
}

function outcomeOf(options: SimulateOptions, tally: SeedsTally, speed: Omit<Outcome['speed'], 'workerCount'>): Outcome {
  const { statistics, violationCounts, brokenCount, broken } = tally;
  const isInterrupted = statistics.worlds < options.seedCount;
  return {
    options,
    statistics,
    violationCounts,
    brokenCount,
    broken,
    traceHash: isInterrupted ? undefined : tally.traceHash,
    isInterrupted,
    speed: { ...speed, workerCount: options.workerCount },
  };
}

/** @returns Tells how long it is since. */
function stopwatch({ clock, nodeVersion }: SimulateDeps): () => Omit<Outcome['speed'], 'workerCount'> {
  const [startMs, startCpuMs] = [clock.nowMs(), clock.cpuMs()];
  return () => ({ elapsedMs: clock.nowMs() - startMs, cpuMs: clock.cpuMs() - startCpuMs, nodeVersion });
}

const settingsOf = ({ queryCount, faults, lasting, isStanding }: SimulateOptions): WorkerSettings => ({
  queryCount,
  faults: faults.plan,
  lastingMs: lasting && lengthsMs[lasting],
  isStanding,
});

function shrink(
  options: SimulateOptions,
  { seed, violations: [first] }: BrokenWorld,
  { clock, signal }: SimulateDeps,
): Promise<Shrunk> {
  const endMs = clock.nowMs() + shrinkingMs;
  return shrinkFaults(options.faults.plan, async (plan: FaultPlan) => {
    if (signal.aborted || clock.nowMs() > endMs) return false;
    const { violations } = await runWorld({ ...worldOf(settingsOf(options), seed), faults: plan });
    return violations.some(({ rule }) => rule === first?.rule);
  });
}

/** Found out before the worlds are run, and not after it. The file is empty until there are numbers: old ones would mislead. */
function requireWritable(file: string | undefined): void {
  if (file === undefined) return;
  try {
    writeFileSync(file, '');
  } catch (error) {
    throw new UsageError(`--json cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
