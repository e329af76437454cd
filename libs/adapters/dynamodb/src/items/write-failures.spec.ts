import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';

import { isConditionFailure, isConflict } from './write-failures';

const named = (name: string): Error => Object.assign(new Error('no'), { name });

const cancelled = (...codes: (string | undefined)[]): Error =>
  new TransactionCanceledException({
    message: 'cancelled',
    $metadata: {},
    CancellationReasons: codes.map((Code) => (Code === undefined ? {} : { Code })),
  });

const condition = 'ConditionalCheckFailed';

describe('a refused write', () => {
  it.each<[string, Error, 'condition' | 'conflict' | 'neither']>([
    ['a condition', new ConditionalCheckFailedException({ message: 'no', $metadata: {} }), 'condition'],
    ['the same by its name', named('ConditionalCheckFailedException'), 'condition'],
    ['a condition in a transaction', cancelled('None', condition), 'condition'],
    ['a condition beside a conflict', cancelled(condition, 'TransactionConflict'), 'condition'],
    ['a conflict', cancelled('TransactionConflict', 'None'), 'conflict'],
    ['a conflict with a reason that has no code', cancelled(undefined, 'TransactionConflict'), 'conflict'],
    ['throttling of one item', cancelled('None', 'ThrottlingError'), 'conflict'],
    ['a conflict outside of a transaction', named('TransactionConflictException'), 'conflict'],
    ['throttling', named('ThrottlingException'), 'conflict'],
    ['a bug beside a conflict', cancelled('TransactionConflict', 'ValidationError'), 'neither'],
    ['a cancellation without reasons', cancelled(), 'neither'],
    ['a missing grant', named('AccessDeniedException'), 'neither'],
  ])('for %s is told from the others', (_case, error, expected) => {
    expect([isConditionFailure(error), isConflict(error) && !isConditionFailure(error)]).toEqual([
      expected === 'condition',
      expected === 'conflict',
    ]);
  });

  it('is no error that is none', () => {
    expect([isConditionFailure('x'), isConflict(undefined)]).toEqual([false, false]);
  });
});
