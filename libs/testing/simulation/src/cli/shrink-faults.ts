import { type FaultPlan, type FaultRule, matches, targetsOf } from '@pulso/world/faults';

export interface Shrunk {
  readonly plan: FaultPlan;
  /** How many plans were tried. */
  readonly triedCount: number;
}

/** Enough for the longest preset twice over; each trial is one world. */
const maxTrials = 300;

/**
 * Looks for less that still breaks: leaves out one rule after the other, then names one target where a rule has a
 * pattern.
 *
 * What a rule draws may depend on the rules before it. Where a plan without a rule breaks no more, the rule with the
 * probability 0 is tried in its place.
 *
 * @param breaks - Whether this plan breaks the same promise. False also when there is no more time: what was found
 * until then is the answer.
 * @returns A plan that breaks, which no trial could make smaller.
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
