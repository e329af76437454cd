import { matchAt } from './match-at';
import { PatternSyntaxError } from './pattern-syntax-error';

/** How often what stands before is repeated; `end` is where the text after it starts. */
export interface Quantifier {
  readonly min: number;
  /** Infinity where there is no limit. */
  readonly max: number;
  /** As it is written: `*`, `{2,5}?`. */
  readonly source: string;
  readonly end: number;
}

/** As RE2 has it, for one repetition and for those inside of each other as a whole. */
export const maxRepeats = 1000;

const quantifier = /(?:[*+?]|\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\})/y;

/**
 * @returns The quantifier that is at `start`, or undefined; a brace that is none stands for itself.
 * @throws {PatternSyntaxError} It repeats too often, or another one follows. Not retryable.
 */
export function readQuantifier(source: string, start: number): Quantifier | undefined {
  const written = matchAt(quantifier, source, start);
  if (!written) return undefined;
  const limits = readLimits(written, start);
  const last = start + written[0].length;
  const end = source[last] === '?' ? last + 1 : last;
  refuseSecond(source, start, end);
  return { ...limits, source: source.slice(start, end), end };
}

function readLimits([text, least, comma, most]: RegExpExecArray, start: number): { min: number; max: number } {
  if (least === undefined) return { min: text === '+' ? 1 : 0, max: text === '?' ? 1 : Infinity };
  const min = Number(least);
  const max = most === undefined ? (comma === undefined ? min : Infinity) : Number(most);
  const end = start + text.length - 1;
  if (min > max) throw new PatternSyntaxError(`'${text}' has its limits the wrong way round`, start, end);
  if (Math.max(min, Number(most ?? 0)) > maxRepeats) {
    throw new PatternSyntaxError(`'${text}' repeats more than ${maxRepeats} times`, start, end);
  }
  return { min, max };
}

function refuseSecond(source: string, start: number, end: number): void {
  const second = matchAt(quantifier, source, end)?.[0];
  if (second === undefined) return;
  const first = source.slice(start, end);
  const message =
    second === '+'
      ? `'${first}+' is possessive, which is not part of Logs Insights' regular expressions; write '${first}'`
      : `'${first}${second}' repeats a repetition; write it once, or put the first in a group: '(?:…${first})${second}'`;
  throw new PatternSyntaxError(message, start, end + second.length - 1);
}
