import { webhookFormats } from '@pulso/contracts/report-plan';
import { type StageDestination, type StageSettings, isMailAddress, settingsFile } from '@pulso/infra/stages';

import { languageProblems } from './language-problems';
import { shapeProblems } from './shape-problems';

/**
 * Finds what the dispatcher would refuse at its cold start, or ignore, and what would end a delivery for good:
 * destinations of an unknown kind or with fields that no reader knows, time zones that there are not, languages in which
 * no report is written, and addresses that SES does not take.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead. Without addresses.
 */
export function destinationProblems({ stage, destinations, timeZone }: StageSettings): string[] {
  const file = settingsFile(stage);
  const places = Object.entries(destinations).flatMap(([name, list]) =>
    list.map((destination, index) => ({ field: `${file}: destinations.${name}.${index}`, destination })),
  );
  return [
    ...timeZoneProblems(`${file}: timeZone`, timeZone),
    ...places.flatMap(({ field, destination }) => [
      ...shapeProblems(field, destination),
      ...timeZoneProblems(`${field}.timeZone`, destination.timeZone),
      ...languageProblems(`${field}.language`, destination.language),
      ...addressProblems(field, destination),
      ...formatProblems(field, destination),
    ]),
  ];
}

function timeZoneProblems(field: string, timeZone: string | undefined): string[] {
  if (timeZone === undefined) return [];
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [
      `${field} is "${timeZone}", which is no time zone: write a name such as Europe/Madrid, or leave it out for UTC`,
    ];
  }
}

function addressProblems(field: string, destination: StageDestination): string[] {
  if (destination.type !== 'email' || !Array.isArray(destination.addresses)) return [];
  const wrong = destination.addresses.flatMap((text, index) => (isMailAddress(text) ? [] : [String(index)]));
  return wrong.map((index) => `${field}.addresses.${index} is no e-mail address: write one, as in name@example.com`);
}

/** The contract leaves formats open, for those of a later version; here it is a mistake. */
function formatProblems(field: string, destination: StageDestination): string[] {
  if (destination.type !== 'webhook' || webhookFormats.some((known) => known === destination.format)) return [];
  return [`${field}.format is none of ${webhookFormats.join(', ')}: write one of these`];
}
