import { type QueryOutcome, boundRows } from '@pulso/contracts/run-events';
import { type ResultToStore } from '@pulso/domain/fan-in';

import { type Item } from '../items/to-item';
import { decodeResult } from './decode-items';
import { addResultTransaction, replaceFailureTransaction } from './result-transactions';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const maxItemBytes = 400 * 1024;

const statistics = { recordsMatched: 1, recordsScanned: 2, bytesScanned: 3 };

const result = (outcome: QueryOutcome): ResultToStore => ({
  runId: 'daily-usage/manual/1',
  queryId: 'top-commands',
  outcome,
  finishedAtMs: 1,
  storedAtMs: 2,
  expiresAtSeconds: 3,
});

const itemOf = (outcome: QueryOutcome): Item =>
  addResultTransaction('runs', result(outcome)).TransactItems?.[0]?.Put?.Item ?? {};

describe('items of results', () => {
  it.each<[string, QueryOutcome]>([
    ['a number', { status: 'success', rows: [[{ field: 'calls', value: '3' }]], statistics }],
    ['no rows', { status: 'success', rows: [], statistics }],
    ['rows', { status: 'success', rows: [[{ field: 'calls', value: '3' }], []], omittedRowCount: 7, statistics }],
    [
      'tables',
      {
        status: 'success',
        rows: [],
        tables: [{ tableId: 'hours', rows: [[{ field: 'hour', value: '7' }]], omittedRowCount: 2 }],
        statistics,
      },
    ],
    ['a failure', { status: 'failed', reason: { code: 'gave-up', message: 'Too late.' } }],
  ])('give back %s as it was stored', (_what, outcome) => {
    expect(decodeResult(itemOf(outcome))).toEqual({ queryId: 'top-commands', outcome, finishedAtMs: 1 });
    expect(replaceFailureTransaction('runs', result(outcome)).TransactItems?.[0]?.Put?.Item).toEqual(itemOf(outcome));
  });

  it('hold the largest result far below the limit of an item', () => {
    const row = Array.from({ length: 50 }, () => ({ field: '\u0000'.repeat(999), value: '\u0000'.repeat(9_999) }));
    const bounded = boundRows(Array.from({ length: 1_000 }, () => row));

    const text = JSON.stringify(itemOf({ status: 'success', ...bounded, statistics }));

    expect(bounded.omittedRowCount).toBe(999);
    expect(text.length).toBeLessThan(maxItemBytes / 8);
  });
});
