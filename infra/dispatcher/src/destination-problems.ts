import { knownDestinationSchema } from '@pulso/contracts/destinations';
import { type StageSettings } from '@pulso/infra/stages';
import * as z from 'zod/mini';

/**
 * Finds what the dispatcher would refuse at its cold start, or ignore: destinations of an unknown kind or with fields
 * that no reader knows, and time zones and languages that there are not.
 *
 * @returns One sentence per problem, without addresses.
 */
export function destinationProblems({ destinations, timeZone }: StageSettings): string[] {
  const places = Object.entries(destinations).flatMap(([name, list]) =>
    list.map((destination, index) => ({ place: `${name}.${index}`, destination })),
  );
  return [
    ...timeZoneProblems('the stage', timeZone),
    ...places.flatMap(({ place, destination }) => [
      ...shapeProblems(place, destination),
      ...timeZoneProblems(`destination ${place}`, destination.timeZone),
      ...languageProblems(`destination ${place}`, destination.language),
    ]),
  ];
}

function shapeProblems(place: string, destination: object): string[] {
  const result = z.safeParse(knownDestinationSchema, destination);
  if (!result.success) {
    const wrong = result.error.issues.map(({ path }) => [place, ...path].join('.'));
    return [`${[...new Set(wrong)].join(', ')} is not as destinations must be`];
  }
  const ignored = Object.keys(destination).filter((field) => !Object.hasOwn(result.data, field));
  return ignored.map((field) => `destination ${place} has a field "${field}", which no reader knows`);
}

function timeZoneProblems(whose: string, timeZone: string | undefined): string[] {
  if (timeZone === undefined) return [];
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [`${whose} is in a time zone "${timeZone}", which there is not`];
  }
}

function languageProblems(whose: string, language: string | undefined): string[] {
  if (language === undefined) return [];
  try {
    Intl.getCanonicalLocales(language);
    return [];
  } catch {
    return [`${whose} reads "${language}", which is no language tag`];
  }
}
