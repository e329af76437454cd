import { type CancellationReason, conditionFailedMessage, transactionCanceled, validationException } from '../errors';
import { type TransactMember, type TransactWriteRequest } from '../requests/requests';
import { type Table } from '../table';
import { type ItemOperation, type OperationUsage } from '../usage';
import { type PreparedWrite, prepareDelete, preparePut, prepareUpdate } from './prepare-write';
import { applyChange, itemOnFailure, refusalUnitsOf } from './write-item';

const maxTransactionBytes = 4 * 1024 * 1024;

/** DynamoDB writes each item of a transaction twice, to prepare and to commit. */
const unitsFactor = 2;

interface TransactWriteOptions {
  /** @throws ResourceNotFoundException */
  readonly tableOf: (name: string) => Table;
  readonly nowMs: number;
}

interface Member {
  readonly table: Table;
  readonly write: PreparedWrite;
}

type Outcome =
  | { readonly change: ReturnType<PreparedWrite['change']>; readonly reason?: never }
  | { readonly reason: CancellationReason };

/**
 * Applies all actions or none.
 *
 * @throws TransactionCanceledException with a reason per action, ValidationException, ResourceNotFoundException.
 */
export function transactWrite(request: TransactWriteRequest, { tableOf, nowMs }: TransactWriteOptions): void {
  const members = request.TransactItems.map((member) => prepare(member, tableOf));
  refuseRepeatedItems(members.map(({ table, write }) => ({ table, key: write.key })));
  const outcomes = members.map(({ write }) => outcomeOf(write));
  if (outcomes.some(({ reason }) => reason)) {
    usageOf(members[0]!).refusedCalls += 1;
    for (const member of members) usageOf(member).writeUnits += unitsFactor * refusalUnitsOf(member.write);
    throw transactionCanceled(outcomes.map(({ reason }) => reason ?? { Code: 'None' }));
  }
  const changes = outcomes.flatMap((outcome) => (outcome.reason ? [] : [outcome.change]));
  if (changes.reduce((bytes, change) => bytes + (change?.bytes ?? 0), 0) > maxTransactionBytes) {
    throw validationException('Transaction request size exceeds the allowed maximum of 4 MB');
  }
  changes.forEach((change, index) => {
    const member = members[index]!;
    usageOf(member).writeUnits += unitsFactor * applyChange(member.write, change, { ...member.table, nowMs });
  });
}

const usageOf = ({ table }: Member): OperationUsage => table.usage[name];

const name: ItemOperation = 'TransactWriteItems';

function prepare(
  { Put, Update, Delete, ConditionCheck }: TransactMember,
  tableOf: TransactWriteOptions['tableOf'],
): Member {
  if (Put) {
    const table = tableOf(Put.TableName);
    return { table, write: preparePut(Put, table) };
  }
  if (Update) {
    const table = tableOf(Update.TableName);
    return { table, write: prepareUpdate(Update, table) };
  }
  const request = Delete ?? ConditionCheck;
  if (!request) throw notOneAction();
  const table = tableOf(request.TableName);
  return { table, write: prepareDelete(request, table, Delete !== undefined) };
}

const notOneAction = (): Error =>
  validationException('TransactItems can only contain one of Check, Put, Update or Delete');

const maxMembers = 100;
const kinds: readonly string[] = ['ConditionCheck', 'Delete', 'Put', 'Update'];

/** @throws ValidationException: none, more than 100, or a member that is not exactly one action. */
export function checkMembers(members: readonly object[]): void {
  if (members.length < 1 || members.length > maxMembers) {
    throw validationException(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${maxMembers} and greater than or equal to 1`,
    );
  }
  for (const member of members) {
    let count = 0;
    for (const kind in member) count += kinds.includes(kind) ? 1 : 2;
    if (count !== 1) throw notOneAction();
  }
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
    if (!(error instanceof Error) || error.name !== 'ValidationException') throw error;
    return { reason: { Code: 'ValidationError', Message: error.message } };
  }
}

interface Keyed extends Pick<PreparedWrite, 'key'> {
  readonly table: Table;
}

/** @throws ValidationException: two members mean the same item. */
function refuseRepeatedItems(members: readonly Keyed[]): void {
  for (let i = 1; i < members.length; i += 1) {
    const { table, key } = members[i]!;
    for (let j = 0; j < i; j += 1) {
      const other = members[j]!;
      if (other.key.sort !== key.sort || other.key.partition !== key.partition || other.table !== table) continue;
      throw validationException('Transaction request cannot include multiple operations on one item');
    }
  }
}
