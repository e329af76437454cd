import { logGroupName } from '@pulso/contracts/envelope';
import { type QueryDefinition, type ReportDefinition } from '@pulso/domain/reports';
import { type StageSettings, isPlaceholderProblem, partProblems, settingsFile } from '@pulso/infra/stages';

/**
 * Checks that a stage has everything that its reports refer to, and readable destinations, so that a report does not fail
 * on its first morning.
 *
 * @throws {CatalogueMismatchError} Names every problem. Not retryable.
 */
export function checkCatalogue(catalogue: readonly ReportDefinition[], settings: StageSettings): void {
  const problems = [
    ...partProblems('destinations', settings).filter((problem) => !isPlaceholderProblem(problem)),
    ...catalogue.flatMap((report) => [...recipientProblems(report, settings), ...logGroupProblems(report, settings)]),
  ];
  if (problems.length > 0) throw new CatalogueMismatchError(settings.stage, problems);
}

/** Reports refer to destinations or log groups that the stage's settings lack, or destinations can't be read. */
export class CatalogueMismatchError extends Error {
  override readonly name = 'CatalogueMismatchError';
  readonly stage: string;
  readonly problems: readonly string[];

  constructor(stage: string, problems: readonly string[]) {
    super(`The settings of stage "${stage}" do not fit the catalogue:\n${problems.join('\n')}`);
    this.stage = stage;
    this.problems = problems;
  }
}

function recipientProblems({ id, destinations }: ReportDefinition, settings: StageSettings): string[] {
  if (Object.hasOwn(settings.destinations, destinations)) return [];
  const known = Object.keys(settings.destinations).join(', ') || 'none';
  return [
    `${settingsFile(settings.stage)}: report "${id}" goes to "${destinations}", known destinations are ${known}: ` +
      `write a destination under the name ${destinations}.`,
  ];
}

/** The query-worker may query the bot's own log group and those that the settings name. */
function logGroupProblems({ id, logGroups }: ReportDefinition, settings: StageSettings): string[] {
  if (logGroups.type === 'own-bot') return [];
  const allowed = [logGroupName(settings.stage, 'bot'), ...settings.foreignLogGroups];
  return logGroups.names
    .filter((name) => !allowed.includes(name))
    .map(
      (name) =>
        `${settingsFile(settings.stage)}: report "${id}" queries "${name}", which is not among foreignLogGroups: ` +
        'write it there.',
    );
}

/**
 * Finds names of destinations that get no report: their readers would wait in vain.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 */
export function unusedDestinationProblems(
  catalogue: readonly Pick<ReportDefinition, 'destinations'>[],
  { stage, destinations }: Pick<StageSettings, 'stage' | 'destinations'>,
): string[] {
  const used = [...new Set(catalogue.map(({ destinations: name }) => name))];
  return Object.keys(destinations)
    .filter((name) => !used.includes(name))
    .map(
      (name) =>
        `${settingsFile(stage)}: no report goes to destinations.${name}: write them under ` +
        `${used.join(' or ') || 'the name that a report has'}, or name them in a report of libs/domain/reports/src/catalogue.`,
    );
}

/**
 * Finds reports whose window begins before the log.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 */
export const windowProblems = (catalogue: readonly ReportDefinition[], settings: StageSettings): string[] =>
  catalogue.flatMap((report) => retentionProblems(report, settings));

/** The retention of other bots' logs is unknown here. */
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

/** @param query - One that has its own window. */
function daysBackOf({ window, dueAfterMinutes }: ReportDefinition, query?: QueryDefinition): number {
  // A window that ends at a time of the day may have ended almost a day ago.
  const waitMinutes = [window, query?.window].filter((one) => one?.endsAt !== undefined).length * dayMinutes;
  const { hours } = query?.window ?? window;
  return Math.ceil((hours * 60 + window.ingestLagMinutes + waitMinutes + dueAfterMinutes) / dayMinutes);
}

const dayMinutes = 24 * 60;
