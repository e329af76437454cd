import { type LocalizedText } from '@pulso/contracts/report-plan';

import { type ReportDefinition } from './report-definition';

/**
 * Gives an entry of the catalogue its type, and nothing else: the dispatcher loads the catalogue at each cold start, where
 * reading schedules would take longer than all else. {@link checkReports} stops the test and the synth of a mistake.
 *
 * @param report - The entry as written.
 * @returns The same entry.
 * @example
 * defineReport<TextInAllLanguages>({ id: 'daily-usage', title: { en: 'Daily usage', ... }, ... });
 */
export const defineReport = <Title extends LocalizedText>(report: ReportDefinition<Title>): ReportDefinition<Title> =>
  report;
