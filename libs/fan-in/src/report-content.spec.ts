import { type QueryOutcome } from '@pulso/contracts/run-events';

import { isFinished, reportContentOf } from './report-content';
import { type OpenedRun, type StoredResult } from './run';
import { countOf, failure, planOf, runId, startMs } from './run-event-world';

const run = (overrides: Partial<OpenedRun> = {}): OpenedRun => ({
  runId,
  plan: planOf(['a', 'b']),
  state: 'closed',
  counter: 2,
  revision: 4,
  sentRevision: 0,
  firstSeenAtMs: startMs,
  ...overrides,
});

const results = (outcomes: Record<string, QueryOutcome>): StoredResult[] =>
  Object.entries(outcomes).map(([queryId, outcome]) => ({ queryId, outcome, finishedAtMs: startMs }));

describe('reportContentOf', () => {
  it('says complete when every expected question has a number', () => {
    const content = reportContentOf(run(), results({ b: countOf('2'), a: countOf('1') }));

    expect(content).toEqual({
      reportId: 'daily-usage',
      title: { en: 'Daily usage' },
      state: 'complete',
      windowStartMs: startMs - 86_400_000,
      windowEndMs: startMs,
      values: [
        { queryId: 'a', title: { en: 'How many a' }, value: 1 },
        { queryId: 'b', title: { en: 'How many b' }, value: 2 },
      ],
      missing: [],
    });
  });

  it('takes a count without rows for 0', () => {
    const empty: QueryOutcome = { ...countOf('1'), rows: [] } as QueryOutcome;

    const content = reportContentOf(run({ plan: planOf(['a']) }), results({ a: empty }));

    expect(content).toMatchObject({ state: 'complete', values: [{ queryId: 'a', value: 0 }] });
  });

  it('lists what failed with its reason and what never came with another', () => {
    const content = reportContentOf(run(), results({ a: failure('malformed-query') }));

    expect(content).toMatchObject({
      state: 'partial',
      values: [],
      missing: [
        { queryId: 'a', reason: { code: 'malformed-query', message: 'Because of malformed-query.' } },
        { queryId: 'b', reason: { code: 'no-answer' } },
      ],
    });
  });

  it.each([
    ['text', [[{ field: 'calls', value: 'many' }]]],
    ['two rows', [[{ field: 'n', value: '1' }], [{ field: 'n', value: '2' }]]],
    [
      'two cells',
      [
        [
          { field: 'n', value: '1' },
          { field: 'm', value: '2' },
        ],
      ],
    ],
    ['an empty row', [[]]],
  ])('takes a success of %s for missing, and the report for partial', (_shape, rows) => {
    const strange = { ...countOf('1'), rows } as QueryOutcome;

    const content = reportContentOf(run({ plan: planOf(['a']) }), results({ a: strange }));

    expect(content).toMatchObject({
      state: 'partial',
      missing: [{ queryId: 'a', reason: { code: 'unexpected-result' } }],
    });
  });

  it('calls unanswered questions pending while the run is open', () => {
    const content = reportContentOf(run({ state: 'running' }), results({ a: countOf('1') }));

    expect(content).toMatchObject({ state: 'progress', missing: [{ queryId: 'b', reason: { code: 'pending' } }] });
  });

  it('never calls an open run complete, even with all numbers at hand', () => {
    const content = reportContentOf(run({ state: 'running' }), results({ a: countOf('1'), b: countOf('2') }));

    expect(content).toMatchObject({ state: 'progress', missing: [] });
  });

  it('leaves out results that the plan does not expect', () => {
    const content = reportContentOf(run(), results({ a: countOf('1'), x: countOf('9'), toString: failure() }));

    expect(content).toMatchObject({ state: 'partial', values: [{ queryId: 'a' }], missing: [{ queryId: 'b' }] });
  });

  it('mentions a question once that a plan has twice', () => {
    const content = reportContentOf(run({ plan: planOf(['a', 'a']) }), results({ a: countOf('1') }));

    expect(content).toMatchObject({ state: 'complete', values: [{ queryId: 'a', value: 1 }] });
  });
});

describe('isFinished', () => {
  it.each([
    ['nothing is expected', [], {}, true],
    ['nothing has come', ['a'], {}, false],
    ['everything has failed', ['a', 'b'], { a: failure(), b: failure() }, true],
    ['one is left', ['a', 'b'], { a: countOf('1') }, false],
    ['strangers make up the number', ['a', 'b'], { a: countOf('1'), x: countOf('1') }, false],
  ])('when %s', (_case, queryIds, outcomes, expected) => {
    expect(isFinished(planOf(queryIds), results(outcomes as Record<string, QueryOutcome>))).toBe(expected);
  });
});
