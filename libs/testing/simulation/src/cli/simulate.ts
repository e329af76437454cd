import { type FaultPlan } from '@pulso/world/faults';

import { lengthsMs } from '../standing/standing-faults';
import { runWorld } from '../world/run-worlds';
import { renderBrokenWorld, renderRepeat, renderSummary } from './render-outcome';
import { type Shrunk, shrinkFaults } from './shrink-faults';
import { type SimulateOptions } from './simulate-options';
import { type BrokenWorld, type Workers, type WorldSettings, runChunk, spreadSeeds, worldOf } from './spread-seeds';

/** What the command needs of its process. */
export interface SimulateDeps extends Workers {
  /** Takes the result, line by line. */
  readonly print: (lines: readonly string[]) => void;
  /** Real time, ms. */
  readonly nowMs: () => number;
}

/** How long plans with fewer faults are looked for, ms of real time. */
const shrinkingMs = 30_000;

/**
 * Runs the worlds of the command line and prints what became of them.
 *
 * @returns Whether every promise was kept.
 */
export async function simulate(options: SimulateOptions, deps: SimulateDeps): Promise<boolean> {
  const { print, nowMs } = deps;
  const { firstSeed, seedCount: count, isSingle, wholeTrace } = options;
  const settings = settingsOf(options);
  if (isSingle && wholeTrace) {
    const { lines, traceHash } = await traceOf(settings, firstSeed);
    print([...lines, '', `trace hash ${traceHash}, ${lines.length} lines`]);
  }
  const startMs = nowMs();
  const outcome = await (isSingle
    ? runChunk(settings, { firstSeed, count })
    : spreadSeeds(settings, { firstSeed, count }, deps));
  if (!isSingle || !wholeTrace) print(renderSummary(options, outcome, nowMs() - startMs));
  const [first, ...others] = outcome.broken;
  if (!first) return true;
  print(['', ...renderBrokenWorld(first)]);
  if (!isSingle || !wholeTrace) {
    const { lines } = await traceOf(settings, first.seed);
    print(['', ...(wholeTrace ? lines : endOf(lines))]);
  }
  // One fault can't become less.
  const shrunk = options.isStanding ? undefined : await shrink(settings, first, nowMs);
  print(['', ...renderRepeat(first.seed, options, shrunk)]);
  if (others.length > 0)
    print([
      `Other seeds: ${others
        .slice(0, 10)
        .map(({ seed }) => seed)
        .join(', ')}`,
    ]);
  return false;
}

const settingsOf = ({ queryCount, faults, lasting, isStanding }: SimulateOptions): WorldSettings => ({
  queryCount,
  faults: faults.plan,
  lastingMs: lasting && lengthsMs[lasting],
  isStanding,
});

async function traceOf(settings: WorldSettings, seed: number): Promise<{ lines: string[]; traceHash: string }> {
  const lines: string[] = [];
  const { traceHash } = await runWorld({ ...worldOf(settings, seed), record: (line) => void lines.push(line) });
  return { lines, traceHash };
}

/** Lines that lead up to a violation: about what one function does in its last invocations. */
const linesBefore = 60;

/** As the ledger writes it, behind the time. */
const violationLine = /^\+ *\d+:\d\d:\d\d\.\d{3} VIOLATION /;

/** @returns The lines up to the first violation; what a world breaks as a whole, it breaks at its end. */
function endOf(lines: readonly string[]): readonly string[] {
  const found = lines.findIndex((line) => violationLine.test(line));
  const endIndex = found < 0 ? lines.length : found + 1;
  const startIndex = Math.max(0, endIndex - linesBefore - 1);
  if (startIndex === 0) return lines.slice(0, endIndex);
  return [`(${startIndex} earlier lines; --trace prints them)`, ...lines.slice(startIndex, endIndex)];
}

function shrink(
  settings: WorldSettings,
  { seed, violations: [first] }: BrokenWorld,
  nowMs: () => number,
): Promise<Shrunk> {
  const endMs = nowMs() + shrinkingMs;
  return shrinkFaults(settings.faults, async (plan: FaultPlan) => {
    if (nowMs() > endMs) return false;
    const { violations } = await runWorld({ ...worldOf(settings, seed), faults: plan });
    return violations.some(({ rule }) => rule === first?.rule);
  });
}
