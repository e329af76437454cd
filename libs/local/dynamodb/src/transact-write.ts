import { type CancellationReason } from '@aws-sdk/client-dynamodb';

import { resourceNotFound, transactionCanceled, validationException } from './errors';
import { type Change, type PreparedWrite, preparePut, prepareUpdate } from './prepare-write';
import { type TransactMember, type TransactRequest, actionsOf, checkPut, checkUpdate } from './requests';
import { type OperationUsage } from './usage';
import { type WriteContext, applyChange, itemOnFailure, refusalUnitsOf } from './write-item';

const maxTransactionBytes = 4 * 1024 * 1024;

/** DynamoDB writes each item of a transaction twice, to prepare and to commit. */
const unitsFactor = 2;

type Outcome =
  { readonly change: Change | undefined; readonly reason?: never } | { readonly reason: CancellationReason };

/**
 * Applies all actions or none.
 *
 * @throws TransactionCanceledException with a reason per action, ValidationException, ResourceNotFoundException.
 */
export function transactWrite(
  request: TransactRequest,
  tableName: string,
  context: WriteContext,
  usage: OperationUsage,
): void {
  const writes = actionsOf(request).map((member) => prepare(member, tableName, context));
  refuseRepeatedItems(writes);
  const outcomes = writes.map(outcomeOf);
  if (outcomes.some(({ reason }) => reason)) {
    usage.refusedCalls += 1;
    for (const write of writes) usage.writeUnits += unitsFactor * refusalUnitsOf(write);
    throw transactionCanceled(outcomes.map(({ reason }) => reason ?? { Code: 'None' }));
  }
  const changes = outcomes.flatMap((outcome) => (outcome.reason ? [] : [outcome.change]));
  if (changes.reduce((bytes, change) => bytes + (change?.bytes ?? 0), 0) > maxTransactionBytes) {
    throw validationException('Transaction request size exceeds the allowed maximum of 4 MB');
  }
  changes.forEach((change, index) => {
    usage.writeUnits += unitsFactor * applyChange(writes[index]!, change, context);
  });
}

function prepare({ Put, Update }: TransactMember, tableName: string, context: WriteContext): PreparedWrite {
  if ((Put ?? Update)?.TableName !== tableName) throw resourceNotFound();
  if (Put) {
    checkPut(Put);
    return preparePut(Put, context);
  }
  checkUpdate(Update);
  return prepareUpdate(Update, context);
}

function outcomeOf(write: PreparedWrite): Outcome {
  if (!write.isConditionMet) {
    const item = itemOnFailure(write);
    const reason = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };
    return { reason: item ? { ...reason, Item: item } : reason };
  }
  try {
    return { change: write.change() };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ValidationException') throw error;
    return { reason: { Code: 'ValidationError', Message: error.message } };
  }
}

function refuseRepeatedItems(writes: readonly PreparedWrite[]): void {
  for (let i = 1; i < writes.length; i += 1) {
    const { partition, sort } = writes[i]!.key;
    for (let j = 0; j < i; j += 1) {
      const { key } = writes[j]!;
      if (key.sort !== sort || key.partition !== partition) continue;
      throw validationException('Transaction request cannot include multiple operations on one item');
    }
  }
}
