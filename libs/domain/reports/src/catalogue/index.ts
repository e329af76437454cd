import { type ReportDefinition } from '../report-definition';
import { dailyUsage } from './daily-usage';
import { failures } from './failures';
import { hourlyWatch } from './hourly-watch';
import { weeklyUsage } from './weekly-usage';

/** Every report there is. A further report is a further entry; its queries are checked against the metric schema. */
export const catalogue: readonly ReportDefinition[] = [dailyUsage, weeklyUsage, failures, hourlyWatch];
