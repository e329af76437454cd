import { type Contender } from './contender';
import { type LoadTimes } from './load-bundle';

/** The medians of one contender. */
export interface Figure extends LoadTimes {
  readonly name: string;
}

/**
 * Loads every bundle once in each round, so that what slows the machine down slows down all of them.
 *
 * @param load - Loads a bundle once.
 */
export function measureLoads(
  contenders: readonly Contender[],
  roundCount: number,
  load: (contender: Contender) => LoadTimes,
): readonly Figure[] {
  const rounds = Array.from({ length: roundCount }, () => contenders.map(load));
  return contenders.map(({ name }, index) => {
    const times = rounds.flatMap((round) => round[index] ?? []);
    return {
      name,
      processMs: median(times.map((time) => time.processMs)),
      loadMs: median(times.map((time) => time.loadMs)),
    };
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
