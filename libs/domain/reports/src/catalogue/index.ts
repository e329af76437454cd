import { type ReportDefinition } from '../report-definition';
import { dailyUsage } from './daily-usage';
import { failures } from './failures';
import { hourlyWatch } from './hourly-watch';
import { weeklyUsage } from './weekly-usage';

/** Every report. Tests check its queries against the metric schema. */
export const catalogue: readonly ReportDefinition[] = [dailyUsage, weeklyUsage, failures, hourlyWatch];

/** @returns The catalogue of a stage. Where `watch` is off, it runs on request only. */
export function reportsOf({ watch }: { readonly watch?: 'hourly' | 'off' }): readonly ReportDefinition[] {
  if (watch !== 'off') return catalogue;
  const { schedule: _schedule, ...onRequest } = hourlyWatch;
  return catalogue.map((report) => (report === hourlyWatch ? onRequest : report));
}

export { titles } from './common-questions';
