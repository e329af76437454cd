import { type LogEvent } from '../execution/event-row';
import { readNdjson } from './read-ndjson';

/** The place of a mistake that only the end of the query shows. */
const endOfQuery = '<EOF>';

/** A line of `queries.ndjson`: a query that people could write, and one mistake that they could make in it. */
interface CorpusQuery {
  readonly subject: string;
  readonly query: string;
  /** What stands in the query, at its first occurrence, and the slip that replaces it. */
  readonly mistake: readonly [right: string, wrong: string];
  /** The text in the mistaken query at which a person should be pointed, `<EOF>` for its end; the wrong text when left out. */
  readonly at?: string;
  /** Which occurrence of `at` is meant, counted from 1; the first when left out. */
  readonly occurrence?: number;
}

/** A query, the same with one mistake, and the place of the mistake. */
interface CorpusEntry {
  readonly subject: string;
  readonly query: string;
  readonly broken: string;
  /** A part of `broken`, or `<EOF>`. */
  readonly at: string;
  /** The offset of `at` in `broken`, in UTF-16 units; its length for the end. */
  readonly offset: number;
}

/** A line of `refused.ndjson`: a query that AWS would run and this engine can't. */
interface RefusedQuery {
  readonly query: string;
  /** A word of `UnsupportedQueryError.feature`. */
  readonly feature: string;
  /** The text in the query, at its first occurrence, at which a person should be pointed. */
  readonly at: string;
}

/**
 * Queries by subject, each with one mistake: what public documentation shows and people run in production, in words of
 * our own. All of them parse and run; every mistaken one is refused, at the place of its mistake.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-examples.html
 */
export const corpus: readonly CorpusEntry[] = readNdjson<CorpusQuery>('queries.ndjson').map(makeMistake);

/** Valid Logs Insights QL that is refused by name rather than skipped or guessed. */
export const refused = readNdjson<RefusedQuery>('refused.ndjson');

/** Events of all subjects, and some that suit none. */
export const corpusEvents = readNdjson<LogEvent>('events.ndjson');

/** When the queries are run: 2026-11-25T12:34:56.789Z. */
export const corpusNowMs = 1_795_610_096_789;

function makeMistake({ subject, query, mistake, at, occurrence = 1 }: CorpusQuery): CorpusEntry {
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
