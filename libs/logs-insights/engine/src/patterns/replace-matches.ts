import { maxTextLength } from '../values/max-text-length';

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
