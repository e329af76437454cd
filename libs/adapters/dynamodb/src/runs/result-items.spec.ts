import { type QueryOutcome, boundRows } from '@pulso/contracts/run-events';
import { type ResultToStore } from '@pulso/domain/fan-in';

import { type Item } from '../items/to-item';
import { addResultTransaction } from './result-transactions';

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
  it('hold the largest result far below the limit of an item', () => {
    const row = Array.from({ length: 50 }, () => ({ field: '\u0000'.repeat(999), value: '\u0000'.repeat(9_999) }));
    const bounded = boundRows(Array.from({ length: 1_000 }, () => row));

    const text = JSON.stringify(itemOf({ status: 'success', ...bounded, statistics }));

    expect(bounded.omittedRowCount).toBe(999);
    expect(text.length).toBeLessThan(maxItemBytes / 8);
  });
});
