import { type ReportPlan } from '@pulso/contracts/report-plan';

/** Reads the plan of an opened run. */
export type ReadPlan = (runId: string) => Promise<ReportPlan>;

/** One process works on a few runs at a time. */
const maxPlanCount = 20;

/** Reads each plan once: every event of a run needs its plan, which never changes and is most of what is stored. */
export function rememberPlans(read: ReadPlan): ReadPlan {
  const plans = new Map<string, ReportPlan>();
  return async (runId) => {
    const known = plans.get(runId);
    if (known) return known;
    const plan = await read(runId);
    const [oldest] = plans.keys();
    if (plans.size >= maxPlanCount && oldest !== undefined) plans.delete(oldest);
    plans.set(runId, plan);
    return plan;
  };
}
