import { type ReportDefinition } from '@pulso/domain/reports';
import { type StageSettings, settingsFile } from '@pulso/infra/stages';

/**
 * Finds names of destinations that no report goes to: their readers would wait for a report that never comes.
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
