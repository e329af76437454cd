import { type QueryOutcome } from '@pulso/contracts/run-events';

import { boundOutcome, jsonBytes, maxStoredBytes } from './bound-outcome';
import { countOf, failure } from './run-event-world';

const withValue = (value: string): QueryOutcome => ({ ...countOf(value) });

/** What surrounds the value in the JSON of one cell. */
const overheadBytes = jsonBytes([[{ field: 'calls', value: '' }]]);

describe('boundOutcome', () => {
  it('keeps a result of exactly the limit', () => {
    const outcome = withValue('x'.repeat(maxStoredBytes - overheadBytes));

    expect(boundOutcome(outcome)).toBe(outcome);
  });

  it.each([
    ['one byte more', 'x'.repeat(maxStoredBytes - overheadBytes + 1)],
    ['too many bytes in few characters', '😀'.repeat(maxStoredBytes / 4)],
  ])('refuses %s as too large', (_case, value) => {
    expect(boundOutcome(withValue(value))).toMatchObject({ status: 'failed', reason: { code: 'result-too-large' } });
  });

  it('cuts a long reason between characters', () => {
    const outcome = boundOutcome({
      status: 'failed',
      reason: { code: 'c'.repeat(500), message: `x${'😀'.repeat(900)}` },
    });

    expect(outcome).toEqual({ status: 'failed', reason: { code: 'c'.repeat(100), message: `x${'😀'.repeat(499)}` } });
  });

  it('keeps an ordinary failure', () => {
    expect(boundOutcome(failure())).toEqual(failure());
  });
});
