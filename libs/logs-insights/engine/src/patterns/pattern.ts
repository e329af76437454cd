import { maxTextLength } from '../values/text';

/** What the text of an event is searched for: a regular expression or a glob. Searching takes linear time. */
export interface Pattern {
  /** The names of the parts that {@link find} gives, in the order of the text; those of a glob are numbers. */
  readonly groupNames: readonly string[];
  /** Texts of which every match contains each one; case counts. Empty when nothing is certain. */
  readonly requiredTexts: readonly string[];
  /** @returns Whether the text matches anywhere. */
  test(text: string): boolean;
  /** @returns The parts of the first match, one for each name, undefined for a group that took no part; undefined for no match. */
  find(text: string): MatchParts | undefined;
  /**
   * @returns The text with every match replaced; the replacement is taken literally. undefined when the result would be
   * longer than an event can be, or take too long: more than one match needs more than one search.
   */
  replaceAll(text: string, replacement: string): string | undefined;
}

/** A pattern whose every match can be read. */
export interface GroupPattern extends Pattern {
  /**
   * @param maxMatches - How many matches the caller can use.
   * @returns The parts of each match, from left to right. undefined when there are more, or when finding them could take
   * too long.
   */
  findAll(text: string, maxMatches: number): readonly MatchParts[] | undefined;
}

/** The parts of one match, one for each name; undefined for a group that took no part. */
export type MatchParts = readonly (string | undefined)[];

/** Where a match starts and where the text after it starts. */
export type Span = readonly [start: number, end: number];

/**
 * Replaces one match after the other, from left to right.
 *
 * @param nextMatch - Gives the first match that starts at `from` or later.
 * @param maxMatches - How many may be replaced.
 * @returns undefined when the result would be longer than an event can be, or when there are more matches.
 */
export function replaceMatches(
  text: string,
  replacement: string,
  nextMatch: (from: number) => Span | undefined,
  maxMatches = Infinity,
): string | undefined {
  const parts: string[] = [];
  let length = text.length;
  let copied = 0;
  let from = 0;
  for (let count = 0; from <= text.length; count += 1) {
    const span = nextMatch(from);
    if (!span) break;
    if (count >= maxMatches) return undefined;
    const [start, end] = span;
    length += replacement.length - (end - start);
    parts.push(text.slice(copied, start), replacement);
    copied = end;
    from = nextStart(text, start, end);
  }
  parts.push(text.slice(copied));
  return length > maxTextLength ? undefined : parts.join('');
}

/** @returns Where to look for the next match: behind this one, and behind a match of nothing and the character after it. */
export const nextStart = (text: string, start: number, end: number): number =>
  end > start ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
