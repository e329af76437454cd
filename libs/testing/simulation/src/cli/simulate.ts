import { type FaultPlan } from '@pulso/world/faults';

import { runWorld } from '../world/run-worlds';
import { renderBrokenWorld, renderRepeat, renderSummary } from './render-outcome';
import { type Shrunk, shrinkFaults } from './shrink-faults';
import { type SimulateOptions } from './simulate-options';
import { type BrokenWorld, runChunk, spreadSeeds, type Workers, worldOf } from './spread-seeds';

/** What the command needs of its process. */
export interface SimulateDeps extends Workers {
  /** Takes the result, line by line. */
  readonly print: (lines: readonly string[]) => void;
  /** Real time, ms. */
  readonly nowMs: () => number;
}

/** The time for finding plans with fewer faults, ms of real time. */
const shrinkingMs = 30_000;

const mostOthers = 10;

/**
 * Runs the worlds of the command line and prints their results.
 *
 * @returns Whether every promise was kept.
 */
export async function simulate(options: SimulateOptions, deps: SimulateDeps): Promise<boolean> {
  const { print, nowMs } = deps;
  const { firstSeed, seedCount: count, isSingle, isPersistent, wholeTrace } = options;
  const isTraced = isSingle && wholeTrace;
  if (isTraced) {
    const { lines, traceHash } = await traceOf(options, firstSeed);
    print([...lines, '', `trace hash ${traceHash}, ${lines.length} lines`]);
  }
  const startMs = nowMs();
  const chunk = { firstSeed, count };
  const outcome = await (isSingle ? runChunk(options, chunk) : spreadSeeds(options, chunk, deps));
  if (!isTraced) print(renderSummary(options, outcome, nowMs() - startMs));
  const [first, ...others] = outcome.broken;
  if (!first) return true;
  print(['', ...renderBrokenWorld(first)]);
  if (!isTraced) {
    const { lines } = await traceOf(options, first.seed);
    print(['', ...(wholeTrace ? lines : endOf(lines))]);
  }
  // A single fault can't shrink.
  const shrunk = isPersistent ? undefined : await shrink(options, first, nowMs);
  print(['', ...renderRepeat(first.seed, options, shrunk)]);
  const otherSeeds = others.slice(0, mostOthers).map(({ seed }) => seed);
  if (otherSeeds.length > 0) print([`Other seeds: ${otherSeeds.join(', ')}`]);
  return false;
}

async function traceOf(options: SimulateOptions, seed: number): Promise<{ lines: string[]; traceHash: string }> {
  const lines: string[] = [];
  const { traceHash } = await runWorld({ ...worldOf(options, seed), record: (line) => void lines.push(line) });
  return { lines, traceHash };
}

/** Lines before a violation: about the last invocations of one function. */
const linesBefore = 60;

/** @returns The lines up to the first violation; violations of the whole world come at its end. */
function endOf(lines: readonly string[]): readonly string[] {
  // As the ledger writes it, behind the time.
  const found = lines.findIndex((line) => /^\+ *\d+:\d\d:\d\d\.\d{3} VIOLATION /.test(line));
  const endIndex = found < 0 ? lines.length : found + 1;
  const startIndex = Math.max(0, endIndex - linesBefore - 1);
  const earlier = startIndex === 0 ? [] : [`(${startIndex} earlier lines; --trace prints them)`];
  return [...earlier, ...lines.slice(startIndex, endIndex)];
}

function shrink(options: SimulateOptions, { seed, violations }: BrokenWorld, nowMs: () => number): Promise<Shrunk> {
  const endMs = nowMs() + shrinkingMs;
  return shrinkFaults(options.faults, async (faults: FaultPlan) => {
    if (nowMs() > endMs) return false;
    const left = await runWorld({ ...worldOf(options, seed), faults });
    return left.violations.some(({ rule }) => rule === violations[0]?.rule);
  });
}
