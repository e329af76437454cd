import { logGroupName } from '@pulso/contracts/envelope';
import { type ReportDefinition } from '@pulso/domain/reports';
import { type StageSettings, settingsFile } from '@pulso/infra/stages';

import { destinationProblems } from './destination-problems';
import { CatalogueMismatchError } from './errors';

/**
 * Checks that a stage has what its reports refer to, and destinations that can be read, so that a report can't fail on
 * its first morning.
 *
 * @throws {CatalogueMismatchError} Names everything that is wrong. Not retryable.
 */
export function checkCatalogue(catalogue: readonly ReportDefinition[], settings: StageSettings): void {
  const problems = [
    ...destinationProblems(settings),
    ...catalogue.flatMap((report) => [...recipientProblems(report, settings), ...logGroupProblems(report, settings)]),
  ];
  if (problems.length > 0) throw new CatalogueMismatchError(settings.stage, problems);
}

function recipientProblems({ id, destinations }: ReportDefinition, settings: StageSettings): string[] {
  if (Object.hasOwn(settings.destinations, destinations)) return [];
  const known = Object.keys(settings.destinations).join(', ') || 'none';
  return [
    `${settingsFile(settings.stage)}: report "${id}" goes to "${destinations}", known destinations are ${known}: ` +
      `write a destination under the name ${destinations}`,
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
        'write it there',
    );
}
