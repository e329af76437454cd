import { type QueryDefinition, type ReportDefinition } from '@pulso/domain/reports';
import { type StageSettings, settingsFile } from '@pulso/infra/stages';

const dayMinutes = 24 * 60;

/**
 * Finds reports whose window no log reaches back to.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 */
export const windowProblems = (catalogue: readonly ReportDefinition[], settings: StageSettings): string[] =>
  catalogue.flatMap((report) => retentionProblems(report, settings));

/** How long other bots keep their logs is theirs to know. */
function retentionProblems(report: ReportDefinition, { stage, logRetentionDays }: StageSettings): string[] {
  const { id, logGroups, queries } = report;
  if (logGroups.type !== 'own-bot') return [];
  const lookBacks = [
    { what: `the report "${id}"`, days: daysBackOf(report) },
    ...queries.flatMap((query) =>
      query.window ? [{ what: `question "${query.id}" of the report "${id}"`, days: daysBackOf(report, query) }] : [],
    ),
  ];
  return lookBacks
    .filter(({ days }) => days > logRetentionDays)
    .map(
      ({ what, days }) =>
        `${settingsFile(stage)}: logRetentionDays is ${logRetentionDays}, and ${what} looks back ${days} ` +
        `days: write ${days} or more, or shorten its window.`,
    );
}

/** @param query - One that has a window of its own. */
function daysBackOf({ window, dueAfterMinutes }: ReportDefinition, query?: QueryDefinition): number {
  // A window that ends at a time of the day may have ended almost a day ago.
  const waitMinutes = [window, query?.window].filter((one) => one?.endsAt !== undefined).length * dayMinutes;
  const { hours } = query?.window ?? window;
  return Math.ceil((hours * 60 + window.ingestLagMinutes + waitMinutes + dueAfterMinutes) / dayMinutes);
}
