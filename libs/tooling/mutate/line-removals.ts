import { makeMutants } from './make-mutants.ts';
import type { Mutant } from './mutant.ts';

/** A line that is one level lower, or left out. */
export interface LineRemoval extends Mutant {
  readonly what: string;
}

const isErrorLowered = ({ was, became }: Mutant): boolean =>
  /\.error\(/.test(was) ? !/\.error\(/.test(became) : /'ERROR'/.test(was) && !/'ERROR'/.test(became);

const isCounted = (text: string): boolean => /\b(?:alarmedEvents|measuredEvents)\./.test(text);

/**
 * @param file - From the root of the repository.
 * @returns Lines at ERROR one level lower, and lines that a metric
 * filter counts left out.
 */
export function findLineRemovals(file: string, text: string): LineRemoval[] {
  const lowered = makeMutants(file, text, ['levels']).filter(isErrorLowered);
  const leftOut = makeMutants(file, text, ['statements']).filter(
    ({ start, end }) => /^(?:\w+\.)*log\.\w+\(/.test(text.slice(start, end)) && isCounted(text.slice(start, end)),
  );
  return [
    ...lowered.map((mutant) => ({ ...mutant, what: `level ERROR of ${eventOf(mutant.was)}` })),
    ...leftOut.map((mutant) => ({ ...mutant, what: `line ${eventOf(mutant.was)}` })),
  ];
}

/** The event that a line of code writes, as far as it says so. */
const eventOf = (code: string): string =>
  /(?:alarmedEvents|measuredEvents)\.(\w+)/.exec(code)?.[1] ?? /'([a-z]+(?:-[a-z]+)+)'/.exec(code)?.[1] ?? 'a line';
