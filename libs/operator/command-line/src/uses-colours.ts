/** Where text goes, as far as it matters for colours. */
export interface ColourTarget {
  readonly isTTY?: boolean;
}

/**
 * Tells whether to colour what is written: on a terminal that can, unless its user said no.
 *
 * @see https://no-color.org
 */
export const usesColours = ({ isTTY }: ColourTarget, { NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean =>
  isTTY === true && !NO_COLOR && TERM !== 'dumb';
