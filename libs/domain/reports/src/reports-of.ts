import { catalogue } from './catalogue';
import { hourlyWatch } from './catalogue/hourly-watch';
import { type ReportDefinition } from './report-definition';

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
