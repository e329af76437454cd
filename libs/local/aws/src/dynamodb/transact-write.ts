import { AwsError } from '../service';
import { type Attributes, type DynaliteEngine } from './dynalite-engine';
import { membersOf, refuseRepeatedItems, refuseReturnedMetrics, type TransactionMember } from './transaction-members';
import { type TransactionTokens } from './transaction-tokens';
import {
  applyWrite,
  conditionFailedMessage,
  itemOnFailure,
  type PreparedWrite,
  prepareWrite,
  undoWrite,
  type WriteOperation,
} from './write-item';

type MemberKind = 'ConditionCheck' | 'Delete' | 'Put' | 'Update';

/** As which single operation a member is validated; a ConditionCheck names a key and a condition, like a delete. */
const operationOfKind: Readonly<Record<MemberKind, WriteOperation>> = {
  ConditionCheck: 'DeleteItem',
  Delete: 'DeleteItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

interface Member extends PreparedWrite {
  readonly kind: MemberKind;
}

interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Attributes;
}

export interface TransactWriteDeps {
  readonly engine: DynaliteEngine;
  readonly tokens: TransactionTokens;
}

/**
 * Performs TransactWriteItems. Nothing else may read or write meanwhile.
 *
 * @throws {AwsError} TransactionCanceledException with CancellationReasons in the members' order,
 * IdempotentParameterMismatchException, ValidationException, ResourceNotFoundException. Not retried by the SDKs.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export async function transactWrite(
  request: Readonly<Record<string, unknown>>,
  { engine, tokens }: TransactWriteDeps,
): Promise<Record<string, never>> {
  const { TransactItems: items, ClientRequestToken: token, ...rest } = request;
  refuseReturnedMetrics('TransactWriteItems', rest);
  const entries = membersOf<MemberKind>(items, ['ConditionCheck', 'Delete', 'Put', 'Update']);
  if (tokens.isRepeated(token, items)) return {};

  refuseMissingExpressions(entries);
  const members: Member[] = [];
  for (const { kind, request: member } of entries) {
    members.push({ kind, ...(await prepareWrite(operationOfKind[kind], member, engine)) });
  }
  refuseRepeatedItems(members);
  await performAll(members, engine);
  tokens.remember(token, items);
  return {};
}

/** What a member must have; the single operation can do without. */
const requiredMembers: Readonly<Partial<Record<MemberKind, string>>> = {
  ConditionCheck: 'ConditionExpression',
  Update: 'UpdateExpression',
};

/**
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Update.html
 * @see https://github.com/aws/aws-sdk-net/issues/3095 (the text)
 */
function refuseMissingExpressions(entries: readonly TransactionMember<MemberKind>[]): void {
  const failures = entries.flatMap(({ kind, request }, index) => {
    const name = requiredMembers[kind];
    if (name === undefined || (request[name] ?? null) !== null) return [];
    const path = ['transactItems', index + 1, 'member', startingLow(kind), startingLow(name)].join('.');
    return `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
  });
  if (failures.length === 0) return;
  const count = `${failures.length} validation error${failures.length === 1 ? '' : 's'}`;
  throw new AwsError('ValidationException', `${count} detected: ${failures.join('; ')}`);
}

const startingLow = (name: string): string => name[0]!.toLowerCase() + name.slice(1);

/** Looks at every member, as each has its reason, and leaves nothing behind when one of them fails. */
async function performAll(members: readonly Member[], engine: DynaliteEngine): Promise<void> {
  const reasons: CancellationReason[] = [];
  const applied: Member[] = [];
  for (const member of members) {
    if (!engine.isConditionMet(member.input, member.before)) {
      reasons.push({ Code: 'ConditionalCheckFailed', Message: conditionFailedMessage, ...itemOnFailure(member) });
      continue;
    }
    try {
      if (member.kind !== 'ConditionCheck') {
        await applyWrite(member, engine);
        applied.push(member);
      }
      reasons.push({ Code: 'None' });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      reasons.push({ Code: 'ValidationError', Message: error.message });
    }
  }
  if (reasons.every(({ Code }) => Code === 'None')) return;
  for (const member of applied.reverse()) await undoWrite(member, engine);
  throw cancelled(reasons);
}

const cancelled = (reasons: readonly CancellationReason[]): AwsError =>
  new AwsError(
    'TransactionCanceledException',
    'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
      `[${reasons.map(({ Code }) => Code).join(', ')}]`,
    { members: { CancellationReasons: reasons } },
  );
