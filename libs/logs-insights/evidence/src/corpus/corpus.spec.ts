import { MalformedQueryError, UnsupportedQueryError } from '../../../engine/src/errors';
import { runQuery } from '../../../engine/src/execution/run-query';
import { type ParsedQuery, parseQuery } from '../../../engine/src/parser/parse-query';
import { corpus, corpusEvents, corpusNowMs, refused } from './corpus';
import { rewritings } from './rewrite-query';

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

/**
 * What was understood, without the places in the text. An expression without an alias has its text for a name, so the
 * white space and the case of such a name are those of the text.
 */
function meaningOf({ sources, commands }: ParsedQuery): string {
  return JSON.stringify({ sources, commands }, (key, value: unknown) => {
    if (key === 'location' || key === 'nameLocation') return undefined;
    return isUnnamedItem(value) ? { ...value, name: value.name.replace(/\s+/g, '').toLowerCase() } : value;
  });
}

const isUnnamedItem = (value: unknown): value is { name: string } =>
  typeof value === 'object' &&
  value !== null &&
  'hasAlias' in value &&
  value.hasAlias === false &&
  'name' in value &&
  typeof value.name === 'string' &&
  /\W/.test(value.name);

const onOneLine = (query: string): string => query.replace(/\s+/g, ' ');

const cases = corpus.map((entry) => ({
  ...entry,
  title: `${entry.subject}: ${onOneLine(entry.query)}`,
  brokenTitle: `${entry.subject}: ${onOneLine(entry.broken)}`,
}));

describe('the corpus', () => {
  it('has more than 480 queries, no two of which are the same', () => {
    const texts = corpus.map(({ query }) => meaningOf(parseQuery(query)));

    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThan(480);
  });

  it('has no mistake that leaves the query as it was', () => {
    expect(corpus.filter(({ query, broken }) => query === broken)).toEqual([]);
  });

  it.each(Object.entries(rewritings))('is another text when written %s', (_, rewrite) => {
    expect(corpus.filter(({ query }) => rewrite(query) !== query).length).toBeGreaterThan(corpus.length / 3);
  });
});

describe('parseQuery', () => {
  it.each(cases)('accepts $title', ({ query }) => {
    expect(() => parseQuery(query)).not.toThrow();
  });

  it.each(cases)('points at $at in $brokenTitle', ({ broken, offset }) => {
    const { name, location } = refusalOf(broken);

    expect(name).toBe('MalformedQueryError');
    expect(pointAt(broken, location.startCharOffset)).toBe(pointAt(broken, offset));
    expect(location.endCharOffset).toBeGreaterThanOrEqual(location.startCharOffset);
    expect(location.endCharOffset).toBeLessThanOrEqual(broken.length);
  });

  it.each(refused)('says that it does not support $feature in $query', ({ query, feature, at }) => {
    const error = refusalOf(query);

    expect(error).toBeInstanceOf(UnsupportedQueryError);
    expect(error).toMatchObject({ feature: expect.stringContaining(feature) });
    expect(pointAt(query, error.location.startCharOffset)).toBe(pointAt(query, query.indexOf(at)));
  });

  it.each(cases)('reads the same, however it is written, in $title', ({ query }) => {
    const meanings = Object.entries(rewritings).map(([how, rewrite]) => [how, meaningOf(parseQuery(rewrite(query)))]);

    const same = meaningOf(parseQuery(query));
    expect(meanings).toEqual(Object.keys(rewritings).map((how) => [how, same]));
  });
});

describe('runQuery', () => {
  it.each(cases)('runs $title, and again with the same result', ({ query }) => {
    const parsed = parseQuery(query);
    const { rows } = runQuery({ query: parsed, events: corpusEvents, nowMs: corpusNowMs });

    for (const row of rows) expect(new Set(row.map(({ field }) => field)).size).toBe(row.length);
    expect(runQuery({ query: parsed, events: corpusEvents.values(), nowMs: corpusNowMs }).rows).toEqual(rows);
  });

  it('finds something with most of them', () => {
    const fruitful = corpus.filter(({ query }) => runQuery({ query, events: corpusEvents }).rows.length > 0);

    expect(fruitful.length).toBeGreaterThan(corpus.length * 0.75);
  });
});
