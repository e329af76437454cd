import { type FaultPlan, type FaultRule, matches, targetsOf } from '@pulso/world/faults';

export interface Shrunk {
  readonly plan: FaultPlan;
  /** How many plans were tried. */
  readonly triedCount: number;
}

/** Enough for the longest preset twice over; each trial is one world. */
const maxTrials = 300;

/**
 * Looks for a smaller plan that still breaks: omits one rule after the other, then replaces patterns by one target.
 *
 * What a rule draws may depend on the rules before it. If a plan without a rule no longer breaks, the rule is tried
 * with the probability 0.
 *
 * @param breaks - Whether this plan breaks the same promise. Also false when time is up: the result is then the
 *   smallest plan so far.
 * @returns The smallest plan found that breaks.
 */
export async function shrinkFaults(plan: FaultPlan, breaks: (plan: FaultPlan) => Promise<boolean>): Promise<Shrunk> {
  let rules = plan.rules;
  let triedCount = 0;
  const holds = async (candidate: readonly FaultRule[]): Promise<boolean> => {
    if (triedCount >= maxTrials) return false;
    triedCount += 1;
    if (!(await breaks({ rules: candidate }))) return false;
    rules = candidate;
    return true;
  };

  for (let isSmaller = true; isSmaller;) {
    isSmaller = false;
    for (const rule of rules) {
      if (await holds(without(rules, rule))) isSmaller = true;
      else if (rule.probability > 0 && (await holds(replaced(rules, rule, { ...rule, probability: 0 })))) {
        isSmaller = true;
      }
    }
  }
  for (const rule of rules) {
    if (rule.probability === 0 || !rule.target.includes('*')) continue;
    for (const target of targetsOf(rule.kind).filter((candidate) => matches(rule, candidate))) {
      if (await holds(replaced(rules, rule, { ...rule, target }))) break;
    }
  }
  return { plan: { rules }, triedCount };
}

const without = (rules: readonly FaultRule[], rule: FaultRule): FaultRule[] =>
  rules.filter((candidate) => candidate !== rule);

const replaced = (rules: readonly FaultRule[], rule: FaultRule, other: FaultRule): FaultRule[] =>
  rules.map((candidate) => (candidate === rule ? other : candidate));
