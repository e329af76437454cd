/** The place of a mistake that only the end of the query shows. */
export const endOfQuery = '<EOF>';

/** A query that people could write, and one mistake that they could make in it. */
export interface CorpusQuery {
  readonly query: string;
  /** What stands in the query, at its first occurrence, and the slip that replaces it. */
  readonly mistake: readonly [right: string, wrong: string];
  /** The text in the mistaken query at which a person should be pointed; the wrong text when left out. */
  readonly at?: string;
  /** Which occurrence of `at` is meant, counted from 1; the first when left out. */
  readonly occurrence?: number;
}

/** A query, the same with one mistake, and the place of the mistake. */
export interface CorpusEntry {
  /** The subject of the file that holds the query. */
  readonly subject: string;
  readonly query: string;
  readonly broken: string;
  /** A part of `broken`, or {@link endOfQuery}. */
  readonly at: string;
  /** The offset of `at` in `broken`, in UTF-16 units; its length for the end. */
  readonly offset: number;
}

/**
 * Makes the mistake of a query.
 *
 * @throws {RangeError} What was to be replaced, or the place, does not occur. Not retryable: the corpus is wrong.
 */
export function toCorpusEntry(subject: string, { query, mistake, at, occurrence = 1 }: CorpusQuery): CorpusEntry {
  const [right, wrong] = mistake;
  if (!query.includes(right)) throw new RangeError(`'${right}' does not occur in: ${query}`);
  const broken = query.replace(right, () => wrong);
  const place = at ?? wrong;
  return { subject, query, broken, at: place, offset: offsetOf(place, occurrence, broken) };
}

function offsetOf(place: string, occurrence: number, text: string): number {
  if (place === endOfQuery) return text.length;
  let offset = -1;
  for (let count = 0; count < occurrence; count += 1) {
    offset = text.indexOf(place, offset + 1);
    if (offset < 0) throw new RangeError(`'${place}' does not occur ${occurrence} times in: ${text}`);
  }
  return offset;
}
