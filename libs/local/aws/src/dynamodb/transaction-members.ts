import { refuseForeignMembers } from '../refuse-foreign-members';
import { AwsError } from '../service';

const maxMemberCount = 100;

/** One action of a transaction, its content not validated. */
export interface TransactionMember<Kind extends string> {
  readonly kind: Kind;
  readonly request: Readonly<Record<string, unknown>>;
}

/**
 * @param items - `TransactItems` as received.
 * @param kinds - What a member may be.
 * @throws {AwsError} ValidationException: not 1 to 100 members, or one that is not exactly one of `kinds`.
 */
export function membersOf<Kind extends string>(items: unknown, kinds: readonly Kind[]): TransactionMember<Kind>[] {
  if (!Array.isArray(items) || items.length < 1 || items.length > maxMemberCount) {
    const count = Array.isArray(items) ? items.length : 0;
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: 'transactItems' has ${count} members. ` +
        `Member must have length less than or equal to ${maxMemberCount} and greater than or equal to 1`,
    );
  }
  return items.map((item: unknown) => {
    const [[kind, request] = [], ...others] = Object.entries(item ?? {}).filter(([, value]) => value !== null);
    const known = kinds.find((candidate) => candidate === kind);
    if (known !== undefined && others.length === 0 && typeof request === 'object' && !Array.isArray(request)) {
      return { kind: known, request: request as Record<string, unknown> };
    }
    throw new AwsError('ValidationException', `Each of TransactItems must be exactly one of ${kinds.join(', ')}.`);
  });
}

/** @throws {AwsError} ValidationException: two members mean the same item. */
export function refuseRepeatedItems(members: readonly { readonly itemId: string }[]): void {
  if (new Set(members.map(({ itemId }) => itemId)).size === members.length) return;
  throw new AwsError('ValidationException', 'Transaction request cannot include multiple operations on one item');
}

/**
 * @param rest - What a transaction has beside its members: it may ask for no metrics.
 * @throws {AwsError} ValidationException: it has anything else. Not retryable.
 */
export function refuseReturnedMetrics(operation: string, rest: Readonly<Record<string, unknown>>): void {
  const asked = Object.entries(rest).filter(([, value]) => value !== 'NONE');
  refuseForeignMembers(operation, Object.fromEntries(asked), {});
}
