import { type StageSettings, settingsFile } from '@pulso/infra/stages/base';
import { type ReportDefinition } from '@pulso/reports';

const dayMinutes = 24 * 60;

/**
 * Finds reports whose window no log reaches back to, or whose schedule goes by a clock that changes while the window does
 * not.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 */
export const windowProblems = (catalogue: readonly ReportDefinition[], settings: StageSettings): string[] =>
  catalogue.flatMap((report) => [...retentionProblems(report, settings), ...clockProblems(report)]);

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
    `${settingsFile('base', stage)}: logRetentionDays is ${logRetentionDays}, and the report "${id}" looks back ${days} ` +
      `days: write ${days} or more, or shorten its window.`,
  ];
}

/** A window of whole days follows the schedule over the change; any other counts an hour twice or never. */
function clockProblems({ id, schedule, window }: ReportDefinition): string[] {
  if (schedule === undefined || window.hours % 24 === 0 || !changesItsClock(schedule.timezone)) return [];
  return [
    `libs/domain/reports/src/catalogue: the report "${id}" goes by the clock of ${schedule.timezone}, which changes twice a ` +
      `year, and its window has ${window.hours} hours: write a multiple of 24, or a time zone such as UTC.`,
  ];
}

function changesItsClock(timeZone: string): boolean {
  const year = new Date().getUTCFullYear();
  const clock = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offsetIn = (month: number): string | undefined =>
    clock.formatToParts(Date.UTC(year, month)).find(({ type }) => type === 'timeZoneName')?.value;
  return new Set(Array.from({ length: 12 }, (_, month) => offsetIn(month))).size > 1;
}
