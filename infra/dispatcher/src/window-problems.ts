import { type ReportDefinition } from '@pulso/domain/reports';
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
function retentionProblems(
  { id, window, dueAfterMinutes, logGroups }: ReportDefinition,
  { stage, logRetentionDays }: StageSettings,
): string[] {
  if (logGroups.type !== 'own-bot') return [];
  // A window that ends at a time of the day may have ended almost a day ago.
  const waitMinutes = window.endsAt === undefined ? 0 : dayMinutes;
  const minutes = window.hours * 60 + window.ingestLagMinutes + waitMinutes + dueAfterMinutes;
  const days = Math.ceil(minutes / dayMinutes);
  if (days <= logRetentionDays) return [];
  return [
    `${settingsFile(stage)}: logRetentionDays is ${logRetentionDays}, and the report "${id}" looks back ${days} ` +
      `days: write ${days} or more, or shorten its window.`,
  ];
}
