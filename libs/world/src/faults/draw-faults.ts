import { nameHash, spreadBits } from '../time';

import { type FaultKind } from './fault-kinds';
import { type FaultPlan, type FaultRule, matches } from './fault-plan';

/** A fault that was drawn. */
export interface DrawnFault {
  readonly kind: FaultKind;
  readonly rule: FaultRule;
  /** A second draw of the same moment, `[0, 1)`, for a choice that the kind leaves open. */
  readonly choice: number;
}

/** Decides for each message, call and invocation whether something goes wrong with it. */
export interface FaultDraws {
  /**
   * Decides about one moment. Every matching rule draws, so that a hit does not shift the draws of others; the first
   * hit decides.
   *
   * @param kinds - What the caller can do.
   * @param target - Without wildcards.
   */
  draw(kinds: readonly FaultKind[], target: string): DrawnFault | undefined;
}

/**
 * Creates the draws of one run. They have names (seed, rule, target, how many of that target were before), so the n-th
 * call of an operation meets the same fate, independent of calls to other targets.
 *
 * @param seed - A whole number.
 */
export function createFaultDraws({ rules }: FaultPlan, seed: number): FaultDraws {
  const moments = new Map<string, number>();
  const strikes = new Map<FaultRule, number>();

  const strikesNow = (rule: FaultRule, target: string): DrawnFault | undefined => {
    const name = `${rule.kind}:${rule.target} ${target}`;
    const moment = (moments.get(name) ?? 0) + 1;
    moments.set(name, moment);
    const used = strikes.get(rule) ?? 0;
    if (used >= (rule.limit ?? Infinity)) return undefined;
    if (uniform(`${seed} ${name} ${moment}`) >= rule.probability) return undefined;
    return { kind: rule.kind, rule, choice: uniform(`${seed} ${name} ${moment} choice`) };
  };

  return {
    draw: (kinds, target) => {
      const struck = rules
        .filter((rule) => kinds.includes(rule.kind) && matches(rule, target))
        .map((rule) => strikesNow(rule, target))
        .find((fault) => fault !== undefined);
      if (struck) strikes.set(struck.rule, (strikes.get(struck.rule) ?? 0) + 1);
      return struck;
    },
  };
}

/** Hashes a name to a number in `[0, 1)`. */
const uniform = (name: string): number => (spreadBits(nameHash(name)) >>> 0) / 2 ** 32;
