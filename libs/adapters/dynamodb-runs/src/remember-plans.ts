import { type ReportPlan } from '@pulso/contracts/report-plan';

import { type DecodePlan } from './decode-items';

/** One process works on a few runs at a time. */
const maxPlanCount = 20;

/**
 * Decodes each plan once: every event of a run reads its plan, which never changes and is most of the item.
 *
 * @param decode - Does the work. Plans are remembered by their text, so that a changed one would be decoded anew.
 */
export function rememberPlans(decode: DecodePlan): DecodePlan {
  const plans = new Map<string, ReportPlan>();
  return (item) => {
    const text = item.plan?.S ?? '';
    const known = plans.get(text);
    if (known) return known;
    const plan = decode(item);
    const [oldest] = plans.keys();
    if (plans.size >= maxPlanCount && oldest !== undefined) plans.delete(oldest);
    plans.set(text, plan);
    return plan;
  };
}
