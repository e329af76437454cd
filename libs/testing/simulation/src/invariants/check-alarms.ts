import { deliveredReportsMetric } from '../alarms/service-metrics';
import { reportId } from '../world/catalogue';
import { countIn } from '../world/statistics';
import { type World } from '../world/world';

const dayMs = 24 * 3_600_000;

/** Counts the alarms that rang. None does where nothing was wrong (invariant I17). */
export function checkAlarms(world: World): void {
  const { alarms, ledger, statistics } = world;
  const scheduledMs = [...ledger.runs].flatMap(({ request: { trigger } }) =>
    trigger.type === 'schedule' ? [Date.parse(trigger.scheduledTime)] : [],
  );
  // On the day after the last one no schedule fires.
  const endMs = scheduledMs.length > 0 ? Math.max(...scheduledMs) + dayMs : Infinity;
  if (scheduledMs.length > 0) alarms.await(deliveredReportsMetric(reportId), endMs);
  for (const { baseName, atMs } of alarms.rung) {
    if (atMs > endMs) continue;
    countIn(statistics.alarms, baseName);
    if (isFine(world)) ledger.violate('false-alarm', `The alarm ${baseName} rings, and nothing is wrong`);
  }
}

/** What is wrong by itself, a world has by its features. */
const isFine = ({ faults, features, options }: World): boolean =>
  options.faults.rules.length === 0 && faults.length === 0 && features.chartFailure === 0 && !features.hasUnknownKind;
