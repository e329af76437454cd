import { type ReportDefinition } from '@pulso/domain/reports';
import { type CatalogueQuestion } from '@pulso/local/console-api';

/** Lists the questions of all reports; one that several reports ask in the same words comes once. */
export function listCatalogueQuestions(reports: readonly ReportDefinition[]): readonly CatalogueQuestion[] {
  const questions = new Map<string, CatalogueQuestion>();
  for (const { id: reportId, window, queries } of reports) {
    for (const { id, title, query } of queries) {
      const known = questions.get(`${id} ${query}`) ?? { id, title: title.en, query, reports: [] };
      const asking = [...known.reports, { id: reportId, windowHours: window.hours }];
      questions.set(`${id} ${query}`, { ...known, reports: asking });
    }
  }
  return [...questions.values()];
}
