/**
 * Tells whether to colour what is written to an output: on a terminal that can, unless its user said no.
 *
 * @see https://no-color.org
 */
export const usesColours = ({ isTTY }: { readonly isTTY?: boolean }, { NO_COLOR, TERM }: NodeJS.ProcessEnv): boolean =>
  isTTY === true && !NO_COLOR && TERM !== 'dumb';
