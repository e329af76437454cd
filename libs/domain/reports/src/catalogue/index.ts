import { type ReportDefinition } from '../report-definition';
import { dailyUsage } from './daily-usage';
import { failures } from './failures';
import { hourlyWatch } from './hourly-watch';
import { weeklyUsage } from './weekly-usage';

/** Every report there is. A further report is a further entry; its queries are checked against the metric schema. */
export const catalogue: readonly ReportDefinition[] = [dailyUsage, weeklyUsage, failures, hourlyWatch];

/**
 * The reports of one stage.
 *
 * @param settings - Of the stage. `watch` absent: hourly.
 * @returns The catalogue, in which the watch has no schedule where it is off.
 */
export function reportsOf({ watch }: { readonly watch?: 'hourly' | 'off' }): readonly ReportDefinition[] {
  if (watch !== 'off') return catalogue;
  const { schedule: _schedule, ...onRequest } = hourlyWatch;
  return catalogue.map((report) => (report === hourlyWatch ? onRequest : report));
}

export { titles } from './common-questions';
