import { catalogue } from '@pulso/domain/reports';

import { type KnownTruth } from '../../bundled-day/known-truth';

const titles = new Map(catalogue.flatMap(({ queries }) => queries.map(({ id, title }) => [id, title.en])));

/** A question whose answer scenarios know. */
export type KnownQuestion = Extract<keyof KnownTruth, 'group-requests' | 'private-requests' | 'new-users'>;

/** @returns A question's title in the catalogue that the bundles are built with. */
export function titleOf(question: KnownQuestion): string {
  const title = titles.get(question);
  if (title === undefined) throw new Error(`The catalogue asks no "${question}" any more; scenarios know its answer.`);
  return title;
}

/**
 * Reads the answers out of a delivered report, or of what a command printed around it.
 *
 * Scenarios run the bundles that are deployed, with the real catalogue: they look for answers among others, so that a
 * further question, another title or another place in the report fails none of them.
 */
export const answersIn = (text: string): Partial<Record<KnownQuestion, number>> =>
  Object.fromEntries(
    [...titles].flatMap(([question, title]) => {
      // A range, as in "Title 3 to 9", is no answer.
      const [, number] = new RegExp(`(?<!\\p{L} ?)${escaped(title)} ([\\d,]+)(?! to )`, 'u').exec(text) ?? [];
      return number === undefined ? [] : [[question, Number(number.replaceAll(',', ''))]];
    }),
  );

const escaped = (title: string): string => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
