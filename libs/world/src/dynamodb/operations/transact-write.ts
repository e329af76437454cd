import { createHash } from 'node:crypto';

import { AwsError } from '../../aws';
import { type CancellationReason, conditionFailedMessage, transactionCanceled, validationException } from '../errors';
import { type Request } from '../requests';
import { type Table } from '../table';
import {
  type Change,
  type PreparedWrite,
  type WriteTime,
  applyChange,
  itemOnFailure,
  prepareDelete,
  preparePut,
  prepareUpdate,
} from './write-item';

const maxTransactionBytes = 4 * 1024 * 1024;

type TransactMember = Request<'TransactWriteItems'>['TransactItems'][number];

interface Outcome {
  readonly change?: Change | undefined;
  readonly reason?: CancellationReason;
}

/**
 * Applies all actions or none.
 *
 * @throws TransactionCanceledException with a reason per action, ValidationException, ResourceNotFoundException.
 */
export function transactWrite(
  members: readonly TransactMember[],
  tableOf: (name: string) => Table,
  time: WriteTime,
): void {
  const writes = members.map((member) => prepare(member, tableOf));
  refuseRepeatedItems(writes);
  const outcomes = writes.map(outcomeOf);
  if (outcomes.some(({ reason }) => reason)) {
    throw transactionCanceled(outcomes.map(({ reason }) => reason ?? { Code: 'None' }));
  }
  if (outcomes.reduce((bytes, { change }) => bytes + (change?.bytes ?? 0), 0) > maxTransactionBytes) {
    throw validationException('Transaction request size exceeds the allowed maximum of 4 MB');
  }
  writes.forEach((write, index) => applyChange(write, outcomes[index]?.change, time));
}

function prepare(member: TransactMember, tableOf: (name: string) => Table): PreparedWrite {
  const { Put, Update, Delete } = member;
  const [one, another] = [Put, Update, Delete].filter((action) => action !== undefined);
  if (!one || another) {
    throw validationException('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  const table = tableOf(one.TableName);
  if (Put) return preparePut(Put, table);
  return Update ? prepareUpdate(Update, table) : prepareDelete(Delete!, table);
}

function outcomeOf(write: PreparedWrite): Outcome {
  if (!write.isConditionMet) {
    const item = itemOnFailure(write);
    const reason = { Code: 'ConditionalCheckFailed', Message: conditionFailedMessage };
    return { reason: item ? { ...reason, Item: item } : reason };
  }
  try {
    return { change: write.change() };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { reason: { Code: 'ValidationError', Message: error.message } };
  }
}

/** @throws ValidationException: two members mean the same item. */
function refuseRepeatedItems(writes: readonly PreparedWrite[]): void {
  for (let i = 1; i < writes.length; i += 1) {
    const { table, key } = writes[i]!;
    for (let j = 0; j < i; j += 1) {
      const other = writes[j]!;
      if (other.key.sort !== key.sort || other.key.partition !== key.partition || other.table !== table) continue;
      throw validationException('Transaction request cannot include multiple operations on one item');
    }
  }
}

/** The idempotency tokens of successful TransactWriteItems calls. */
interface TransactionTokens {
  /**
   * @returns Whether the same call succeeded in the last ten minutes.
   * @throws IdempotentParameterMismatchException: it was another call with this token. Not retryable.
   */
  isRepeated(token: string | undefined, members: unknown): boolean;
  remember(token: string | undefined, members: unknown): void;
}

/** From the end of the call on. */
const tokenLifetimeMs = 10 * 60_000;

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html (ClientRequestToken) */
export function createTransactionTokens(clock: { nowMs(): number }): TransactionTokens {
  /** In the order of their ends. */
  const known = new Map<string, { readonly digest: string; readonly untilMs: number }>();
  const digestOf = (members: unknown): string => createHash('sha256').update(JSON.stringify(members)).digest('base64');

  return {
    isRepeated: (token, members) => {
      const call = known.get(token ?? '');
      if (!call || call.untilMs <= clock.nowMs()) return false;
      if (call.digest === digestOf(members)) return true;
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'The request uses the same client token as a previous, but non-identical request. ' +
          'Do not reuse a client token with different requests, unless the requests are identical',
      );
    },
    remember: (token, members) => {
      for (const [old, { untilMs }] of known) {
        if (untilMs > clock.nowMs()) break;
        known.delete(old);
      }
      if (token === undefined) return;
      known.delete(token);
      known.set(token, { digest: digestOf(members), untilMs: clock.nowMs() + tokenLifetimeMs });
    },
  };
}
