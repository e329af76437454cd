import { type QueryOutcome } from '@pulso/contracts/run-events';

import { isFinished } from './run';
import { countOf, failure, planOf, startMs } from './testing/world';

describe('isFinished', () => {
  it.each<[string, string[], Record<string, QueryOutcome>, boolean]>([
    ['nothing is expected', [], {}, true],
    ['nothing has come', ['a'], {}, false],
    ['everything has failed', ['a', 'b'], { a: failure(), b: failure() }, true],
    ['one is left', ['a', 'b'], { a: countOf('1') }, false],
    ['strangers make up the number', ['a', 'b'], { a: countOf('1'), x: countOf('1') }, false],
  ])('when %s', (_case, queryIds, outcomes, expected) => {
    const results = Object.entries(outcomes).map(([queryId, outcome]) => ({
      queryId,
      outcome,
      finishedAtMs: startMs,
    }));

    expect(isFinished(planOf(queryIds), results)).toBe(expected);
  });
});
