import { InvalidPolicyError, parsePolicy, type Statement, UnevaluatedPolicyError } from '@pulso/local-iam';

import { conditionKeys } from '../../access/condition-keys';
import { AwsError } from '../../service';

/** What SQS allows in one policy. */
const maxBytes = 8192;
const maxStatements = 20;
const maxPrincipals = 50;
const maxConditions = 10;
export const maxActionsPerStatement = 7;

/**
 * Checks the value of a queue's attribute Policy. Whether its principals exist is not asked.
 *
 * @param policy - JSON.
 * @throws {AwsError} InvalidAttributeValue, which says no more on AWS either. UnsupportedOperation: AWS would take it, but
 * something in it is not evaluated here. Not retryable.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
 */
export function checkPolicy(policy: string): void {
  const statements = readPolicy(policy);
  const isTooLarge =
    Buffer.byteLength(policy) > maxBytes ||
    statements.length > maxStatements ||
    statements.some(({ actions }) => actions.patterns.length > maxActionsPerStatement) ||
    sum(statements, ({ principals }) => principals?.members.length ?? 0) > maxPrincipals ||
    sum(statements, ({ conditions }) => conditions.length) > maxConditions;
  const isOfOthers = statements.some(({ actions }) => !actions.patterns.every((action) => /^(\*$|sqs:)/i.test(action)));
  if (isTooLarge || isOfOthers) throw invalidPolicy();
}

function readPolicy(policy: string): Statement[] {
  try {
    const where = 'the policy';
    return parsePolicy(JSON.parse(policy), { kind: 'resource', where, conditionKeys, takesOlderVersion: true });
  } catch (error) {
    if (error instanceof UnevaluatedPolicyError) throw new AwsError('UnsupportedOperation', error.message);
    if (error instanceof InvalidPolicyError || error instanceof SyntaxError) throw invalidPolicy();
    throw error;
  }
}

const sum = <Item>(items: readonly Item[], countOf: (item: Item) => number): number =>
  items.reduce((total, item) => total + countOf(item), 0);

const invalidPolicy = (): AwsError => new AwsError('InvalidAttributeValue', 'Invalid value for the parameter Policy.');
