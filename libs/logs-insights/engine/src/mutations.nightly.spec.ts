import * as fc from 'fast-check';

import { MalformedQueryError } from './errors';
import { runQuery } from './execution/run-query';
import { type ParsedQuery, parseQuery } from './parser/parse-query';
import { runs } from './testing/runs';
import { corpus, corpusEvents, corpusNowMs } from './testing/corpus';
import { mutateQuery, mutationKinds } from './testing/mutate-query';

const queries = fc.constantFrom(...corpus.map(({ query }) => query));
const mutations = fc.record({
  kind: fc.constantFrom(...mutationKinds),
  place: fc.nat({ max: 100_000 }),
  other: fc.constantFrom(...corpus.map(({ broken }) => broken)),
});
const mutants = fc
  .tuple(queries, fc.array(mutations, { minLength: 1, maxLength: 3 }))
  .map(([query, changes]) => changes.reduce(mutateQuery, query));

/** @returns undefined for a query that is refused as it should be: by its own error, at a place in the text. */
function parseOrRefuse(text: string): ParsedQuery | undefined {
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof MalformedQueryError)) throw error;
    const { startCharOffset, endCharOffset } = error.location;
    expect(startCharOffset).toBeGreaterThanOrEqual(0);
    expect(endCharOffset).toBeGreaterThanOrEqual(startCharOffset);
    expect(endCharOffset).toBeLessThanOrEqual(text.length);
    expect(error.message.length).toBeLessThan(500);
    return undefined;
  }
}

describe('parseQuery, given a query of the corpus with up to three slips', () => {
  it('throws nothing but MalformedQueryError, at a place in the text', () => {
    fc.assert(
      fc.property(mutants, (text) => {
        parseOrRefuse(text);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('accepts nothing that can not be run', () => {
    fc.assert(
      fc.property(mutants, (text) => {
        const query = parseOrRefuse(text);

        if (query) runQuery({ query, events: corpusEvents, nowMs: corpusNowMs });
      }),
      { numRuns: runs(500) },
    );
  });

  it('refuses some of them and accepts others', () => {
    const outcomes = fc.sample(mutants, { numRuns: 1000, seed: 1 }).map((text) => parseOrRefuse(text) !== undefined);

    expect(new Set(outcomes)).toEqual(new Set([true, false]));
  });
});
