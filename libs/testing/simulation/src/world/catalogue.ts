import { type ReportDefinition, defineReport, ownBot } from '@pulso/reports';

const catalogues = new Map<number, readonly ReportDefinition[]>();

/** The text of a simulated query, and the only thing that its answer depends on. */
export const queryStringOf = (number: number): string => `stats count(*) as Q${number}`;

/** A question that no plan has. */
export const strangeQueryId = 'q9999';

/** Title of the question with this id, as reports show it. */
export const titleOf = (queryId: string): string => queryId.toUpperCase();

/**
 * One report with questions `q1`, `q2` and so on, which the bot's `/report` asks for too.
 *
 * @throws {InvalidReportError} A report may not have so many questions.
 */
export function catalogueOf(queryCount: number): readonly ReportDefinition[] {
  const known = catalogues.get(queryCount);
  if (known) return known;
  const report = defineReport({
    id: 'daily-usage',
    title: { en: 'Daily usage' },
    schedule: { cron: 'cron(30 12 * * ? *)', timezone: 'UTC' },
    window: { hours: 24, ingestLagMinutes: 5 },
    dueAfterMinutes: 10,
    queries: Array.from({ length: queryCount }, (_, index) => ({
      id: `q${index + 1}`,
      title: { en: `Q${index + 1}` },
      query: queryStringOf(index + 1),
    })),
    logGroups: ownBot,
    destinations: 'owners',
  });
  const catalogue = [report];
  catalogues.set(queryCount, catalogue);
  return catalogue;
}

/** @returns What the query of this text answers: made from the text, so that every process finds the same. */
export function answerOf(queryString: string): number {
  let hash = 17;
  for (let index = 0; index < queryString.length; index += 1)
    hash = (Math.imul(hash, 31) + queryString.charCodeAt(index)) | 0;
  return Math.abs(hash) % 100_000;
}
