import { defineCatalogue } from '../define-catalogue';
import { type ReportDefinition, type TextInAllLanguages } from '../report-definition';
import { dailyUsage } from './daily-usage';
import { failures } from './failures';
import { weeklyUsage } from './weekly-usage';

/**
 * Every report there is. A further report is a further entry; its queries are checked against the metric schema.
 *
 * The type asks for titles in every language that the bot speaks. To speak fewer, leave the type's argument out.
 */
export const catalogue: readonly ReportDefinition[] = defineCatalogue<ReportDefinition<TextInAllLanguages>>([
  dailyUsage,
  weeklyUsage,
  failures,
]);
