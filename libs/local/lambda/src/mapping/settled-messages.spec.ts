import { message } from '../testing/watched-queue';
import { settledMessages } from './settled-messages';

const batch = ['a', 'b', 'c'].map((id) => message({ messageId: id, receiptHandle: `receipt-${id}` }));
const all = ['receipt-a', 'receipt-b', 'receipt-c'];

const settle = (answer: unknown, reports = true) =>
  settledMessages(batch, { requestId: 'r', payload: JSON.stringify(answer) }, reports);

describe('settledMessages', () => {
  it.each([[null], [{}], [{ batchItemFailures: null }], [{ batchItemFailures: [] }], [{ somethingElse: [1] }]])(
    'deletes all after %j',
    (answer) => {
      expect(settle(answer)).toEqual(all);
    },
  );

  it('deletes what was not named', () => {
    const failures = [{ itemIdentifier: 'b' }, { itemIdentifier: 'b' }];

    expect(settle({ batchItemFailures: failures })).toEqual(['receipt-a', 'receipt-c']);
    expect(settle({ batchItemFailures: ['a', 'b', 'c'].map((itemIdentifier) => ({ itemIdentifier })) })).toEqual([]);
  });

  it.each([
    [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }],
    [{ batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: '' }] }],
    [{ batchItemFailures: [{ itemIdentifier: null }] }],
    [{ batchItemFailures: [{ itemIdentifier: 1 }] }],
    [{ batchItemFailures: [{ itemId: 'a' }] }],
    [{ batchItemFailures: ['a'] }],
    [{ batchItemFailures: [null] }],
    [{ batchItemFailures: 'a' }],
    [{ batchItemFailures: { itemIdentifier: 'a' } }],
    ['done'],
    [[]],
    [7],
  ])('deletes nothing after %j', (answer) => {
    expect(settle(answer)).toEqual([]);
  });

  it('deletes nothing when the function failed or was not reached', () => {
    const failed = { requestId: 'r', payload: 'null', functionError: 'Unhandled' } as const;

    expect(settledMessages(batch, failed, true)).toEqual([]);
    expect(settledMessages(batch, failed, false)).toEqual([]);
    expect(settledMessages(batch, undefined, false)).toEqual([]);
    expect(settledMessages(batch, { requestId: 'r', payload: 'no JSON' }, true)).toEqual([]);
  });

  it('does not look at the answer of a function that reports no failures', () => {
    expect(settle({ batchItemFailures: [{ itemIdentifier: 'a' }] }, false)).toEqual(all);
  });
});
