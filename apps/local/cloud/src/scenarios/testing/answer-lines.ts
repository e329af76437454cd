import { catalogue } from '@pulso/reports';

import { type KnownTruth } from '../../bundled-day/create-bundled-day';

const titles = new Map(catalogue.flatMap(({ queries }) => queries.map(({ id, title }) => [id, title.en])));

/** A question whose answer scenarios know. */
export type KnownQuestion = keyof KnownTruth;

/** @returns A question's title in the catalogue that the bundles are built with. */
export function titleOf(question: KnownQuestion): string {
  const title = titles.get(question);
  if (title === undefined) throw new Error(`The catalogue asks no "${question}" any more; scenarios know its answer.`);
  return title;
}

/**
 * The lines of a delivered report that give these answers.
 *
 * Scenarios run the bundles that are deployed, with the real catalogue: they look for these lines among others, so that
 * a further question or another title fails none of them.
 */
export const answerLines = (answers: Readonly<Partial<KnownTruth>>): string[] =>
  Object.entries(answers).map(([question, value]) => `${titleOf(question as KnownQuestion)}: ${value}`);
