import { isNoNumber } from './number-set';
import { type ValueSet, intersectSets, isNoValue, uniteSets } from './value-set';

/** What a condition says about names: the values that they can still have. Names that are not in it keep theirs. */
export type Refinement = ReadonlyMap<string, ValueSet>;

/** What is true of every row. */
export const nothingKnown: Refinement = new Map();

/** A name for which nothing is left when several conditions must hold at once. */
export interface Contradiction {
  /** The position of the condition that excludes what those before it left. */
  readonly position: number;
  readonly name: string;
  /** What those before left, and what this one does. */
  readonly before: ValueSet;
  readonly here: ValueSet;
  /** Whether texts are left all the same, since nothing is known of how they compare with numbers. */
  readonly leavesTexts: boolean;
}

/** What several conditions say when all of them hold. */
export interface Meeting {
  /** undefined when they can't. */
  readonly refinement: Refinement | undefined;
  /** Why they can't together, or why no number passes them. */
  readonly contradiction?: Contradiction;
}

/**
 * Joins what several conditions say when one of them holds.
 *
 * @param parts - undefined for a condition that never holds.
 * @returns undefined when none can hold.
 */
export function joinRefinements(parts: readonly (Refinement | undefined)[]): Refinement | undefined {
  const possible = parts.filter((part) => part !== undefined);
  const [first, ...others] = possible;
  if (!first) return undefined;
  if (others.length === 0) return first;
  const joined = new Map<string, ValueSet>();
  for (const name of first.keys()) {
    const sets = possible.map((part) => part.get(name)).filter((set) => set !== undefined);
    if (sets.length === possible.length) joined.set(name, uniteSets(sets));
  }
  return joined;
}

/**
 * Joins what several conditions say when all of them hold.
 *
 * @param parts - undefined for a condition that never holds.
 */
export function meetRefinements(parts: readonly (Refinement | undefined)[]): Meeting {
  const met = new Map<string, ValueSet>();
  let contradiction: Contradiction | undefined;
  if (parts.includes(undefined)) return { refinement: undefined };
  for (const [position, part] of parts.entries()) {
    for (const [name, here] of part ?? nothingKnown) {
      const before = met.get(name);
      const set = before ? intersectSets(before, here) : here;
      met.set(name, set);
      if (!before) continue;
      const found = { position, name, before, here, leavesTexts: !isNoValue(set) };
      if (isNoValue(set)) return { refinement: undefined, contradiction: found };
      if (hasNumbers(before) && hasNumbers(here) && !hasNumbers(set) && !set.times) contradiction ??= found;
    }
  }
  return { refinement: met, ...(contradiction && { contradiction }) };
}

const hasNumbers = ({ numbers }: ValueSet): boolean => !isNoNumber(numbers);

/** @returns What several conditions say when all of them hold, undefined when they can't. */
export const meet = (parts: readonly (Refinement | undefined)[]): Refinement | undefined =>
  meetRefinements(parts).refinement;
