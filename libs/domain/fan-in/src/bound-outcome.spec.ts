import { resultLimits } from '@pulso/contracts/run-events';
import { jsonBytes } from '@pulso/kit/telegram';

import { countOf, failure, rowsOf } from './testing/world';
import { boundOutcome } from './store-result';

const { maxRows } = resultLimits;

const withRows = (count: number) =>
  rowsOf(...Array.from({ length: count }, (_, index) => ({ command: `/c${index}`, calls: count - index })));

describe('boundOutcome', () => {
  it('makes room for what no item can hold', () => {
    const outcome = boundOutcome(countOf('😀'.repeat(400_000)));

    expect(outcome.status).toBe('success');
    expect(jsonBytes(outcome)).toBeLessThan(2_000);
  });

  it('cuts a long reason between characters', () => {
    const outcome = boundOutcome({
      status: 'failed',
      reason: { code: 'c'.repeat(500), message: `x${'😀'.repeat(900)}` },
    });

    expect(outcome).toEqual({ status: 'failed', reason: { code: 'c'.repeat(50), message: `x${'😀'.repeat(499)}` } });
  });

  it('makes a plain word out of a strange code', () => {
    expect(boundOutcome(failure('\u0000 <b>'))).toMatchObject({ reason: { code: '---b-' } });
  });

  it('keeps the tables of a worker, and the room of one result for all of them', () => {
    const { rows } = withRows(maxRows);
    const long = rows.map((row) => row.map(({ field }) => ({ field, value: 'x'.repeat(200) })));
    const small = { ...withRows(0), tables: [{ tableId: 't', rows, omittedRowCount: 3 }] };
    const large = { ...withRows(0), tables: ['t', 'u', 'v'].map((tableId) => ({ tableId, rows: long })) };

    const [kept, bounded] = [boundOutcome(small), boundOutcome(large)];

    expect(kept).toEqual(small);
    expect(bounded).toMatchObject({ tables: [{ tableId: 't' }, { rows: [] }, { rows: [], omittedRowCount: maxRows }] });
    expect(jsonBytes(bounded)).toBeLessThan(resultLimits.maxBytes + 1000);
    expect(boundOutcome(bounded)).toEqual(bounded);
  });
});
