import { reportLanguages } from '@pulso/contracts/report-plan';

/** One of the languages, with a region or without; reports take an underscore for a dash. */
const tagOfReports = new RegExp(`^(?:${reportLanguages.join('|')})(?:[-_][a-z0-9]+)*$`, 'i');

/**
 * Finds a destination's language in which no report is written: the destination would silently read English.
 *
 * @param place - The field, for example `destinations.owners.0.language`.
 * @returns One sentence without its file, or none.
 */
export function languageProblems(place: string, language: string | undefined): string[] {
  if (language === undefined || tagOfReports.test(language)) return [];
  return [
    `${place} is "${language}", in which no report is written: write one of ${reportLanguages.join(', ')}, with a region ` +
      'or without (pt-br), or leave it out for en',
  ];
}
