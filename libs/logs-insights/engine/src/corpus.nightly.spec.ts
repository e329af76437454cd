import { MalformedQueryError, UnsupportedQueryError } from './errors';
import { runQuery } from './execution/run-query';
import { parseQuery } from './parser/parse-query';
import { corpus, corpusEvents, corpusNowMs, refused } from './testing/corpus';

function refusalOf(query: string): MalformedQueryError {
  try {
    parseQuery(query);
  } catch (error) {
    if (error instanceof MalformedQueryError) return error;
    throw error;
  }
  throw new Error(`accepted: ${query}`);
}

/** The query with a sign at the place to which an error points. */
const pointAt = (query: string, offset: number): string => `${query.slice(0, offset)}⮕${query.slice(offset)}`;

describe('parseQuery', () => {
  it('accepts each query of the corpus', () => {
    for (const { query } of corpus) expect(() => parseQuery(query)).not.toThrow();
  });

  it('refuses each with a mistake in it, and points at the mistake', () => {
    const places = corpus.map(({ broken }) => pointAt(broken, refusalOf(broken).location.startCharOffset));

    expect(places).toEqual(corpus.map(({ broken, offset }) => pointAt(broken, offset)));
  });

  it('refuses by name what AWS would run, and points at it', () => {
    for (const { query, feature, at } of refused) {
      const error = refusalOf(query);

      expect(error).toBeInstanceOf(UnsupportedQueryError);
      expect(error).toMatchObject({ feature: expect.stringContaining(feature) });
      expect(pointAt(query, error.location.startCharOffset)).toBe(pointAt(query, query.indexOf(at)));
    }
  });
});

describe('runQuery', () => {
  it('runs each query of the corpus, again with the same result, and finds something with most', () => {
    const fruitful = corpus.filter(({ query }) => {
      const parsed = parseQuery(query);
      const { rows } = runQuery({ query: parsed, events: corpusEvents, nowMs: corpusNowMs });

      for (const row of rows) expect(new Set(row.map(({ field }) => field)).size).toBe(row.length);
      expect(runQuery({ query: parsed, events: corpusEvents.values(), nowMs: corpusNowMs }).rows).toEqual(rows);
      return rows.length > 0;
    });

    expect(fruitful.length).toBeGreaterThan(corpus.length * 0.75);
  });
});
