import { isDeepStrictEqual } from 'node:util';
import { SeededRandom } from '@pulso/local/seeded-random';

import { compareOutcomes, normalised } from './compare-outcomes';
import { readContents, resynchronise } from './contents';
import { describeDifference } from './describe-difference';
import { generateStep } from './generate-step';
import { isWrite, type Step } from './step';
import { type Difference } from './difference';
import { type KnownDifference } from './known-difference';
import { type Sides } from './sides';

export interface DifferentialOptions {
  readonly firstSeed: number;
  readonly seedCount: number;
  readonly stepsPerSeed: number;
  readonly known: readonly KnownDifference[];
}

export interface DifferentialReport {
  readonly operationCount: number;
  /** How many succeeded on both sides: two that refuse everything would agree too. */
  readonly successCount: number;
  /** How often each known difference was met, by its name. */
  readonly knownCounts: Readonly<Record<string, number>>;
  /** Differences that are not among the known ones, as texts with all that it takes to see them again. */
  readonly unknown: readonly string[];
}

/**
 * Sends the same operations to both and compares the answers, and after a write all that is stored. After a difference
 * theirs is made to hold what ours holds, so that one difference is not met again as others.
 */
export async function runDifferential(sides: Sides, options: DifferentialOptions): Promise<DifferentialReport> {
  const knownCounts: Record<string, number> = {};
  const unknown: string[] = [];
  let operationCount = 0;
  let successCount = 0;

  for (let seed = options.firstSeed; seed < options.firstSeed + options.seedCount; seed += 1) {
    const random = new SeededRandom(seed);
    let earlier: Step[] = [];
    await resynchronise(sides, { isEmpty: true });
    for (let index = 0; index < options.stepsPerSeed; index += 1) {
      const step = generateStep(random, { seed, earlier });
      const { difference, succeeded } = await compareOn(sides, step);
      operationCount += 1;
      if (succeeded) successCount += 1;
      if (!difference) continue;
      // What a token did is not made the same again.
      const token = step.input['ClientRequestToken'];
      earlier = earlier.filter(({ input }) => input['ClientRequestToken'] !== token);
      const match = options.known.find(({ covers }) => covers(difference));
      if (match) knownCounts[match.name] = (knownCounts[match.name] ?? 0) + 1;
      else unknown.push(describeDifference(difference, { seed, index }));
      await resynchronise(sides);
    }
  }
  return { operationCount, successCount, knownCounts, unknown };
}

async function compareOn(
  sides: Sides,
  step: Step,
): Promise<{ readonly difference?: Difference; readonly succeeded: boolean }> {
  const [ours, theirs] = [await sides.ours(step), await sides.theirs(step)];
  const succeeded = 'output' in ours && 'output' in theirs;
  const aspect = compareOutcomes(step, ours, theirs);
  if (aspect !== undefined) {
    const isRefused = isWrite(step) && 'error' in ours && 'output' in theirs;
    const kept = isRefused ? { kept: await readContents(sides.ours) } : {};
    return { difference: { aspect, step, ours, theirs, ...kept }, succeeded };
  }
  if (!isWrite(step)) return { succeeded };
  const stored = { ours: await readContents(sides.ours), theirs: await readContents(sides.theirs) };
  if (isDeepStrictEqual(normalised(stored.ours), normalised(stored.theirs))) return { succeeded };
  return { difference: { aspect: 'stored', step, ours, theirs, stored }, succeeded };
}
