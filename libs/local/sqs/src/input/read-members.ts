import { type core } from 'zod/mini';

import { notEmulated } from '../errors';

/**
 * Takes the members of a request that are null for missing, as JSON protocols do, however deep they lie.
 *
 * @param value - As JSON.parse gives it. A null in a list stays.
 * @throws {SqsError} UnsupportedOperation: a member called `__proto__`, which SQS takes as the name of an attribute or a
 *   tag, and which would be lost here without a word.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNulls) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Object.hasOwn(value, '__proto__')) {
    throw notEmulated('members of the name __proto__');
  }
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)])) as T;
}

/**
 * What SQS says of JSON that has another type than the service model. Texts about integers and structures are those that
 * people report of SQS; the others are those of other services on the same framework.
 *
 * @param value - Where the schema found the issue; undefined when nothing is there.
 * @returns The message of a SerializationException, or undefined: something else is wrong.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html
 * @see https://github.com/async-aws/aws/issues/1667 (a text of SQS)
 */
export function wrongType(issue: core.$ZodIssue, value: unknown): string | undefined {
  if (issue.code === 'custom') return issue.message;
  if (issue.code !== 'invalid_type' || value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return 'Start of list found where not expected';
  if (typeof value === 'object') return 'Start of structure or map found where not expected.';
  const token =
    typeof value === 'boolean' ? String(value).toUpperCase() : typeof value === 'number' ? 'NUMBER' : 'STRING';
  switch (issue.expected) {
    case 'string':
      return `${token}_VALUE can not be converted to a String`;
    case 'number':
      return `${token}_VALUE can not be converted to an Integer`;
    case 'array':
      return 'Expected list or null';
    case 'record':
      return 'Expected map or null';
    case 'object':
      return 'Expected null';
    default:
      return undefined;
  }
}

/**
 * What is wrong with bytes in base64, in the words of DynamoDB and Kinesis, which have SQS's framework; unverified for SQS.
 *
 * @returns undefined when nothing is.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageAttributeValue.html
 */
export function refusalOfBase64(text: string): string | undefined {
  if (text.length % 4 !== 0) {
    return `Base64 encoded length is expected a multiple of 4 bytes but found: ${text.length}`;
  }
  const [foreign] = /[^a-zA-Z0-9+/=]|=(?!=?$)/.exec(text) ?? [];
  if (foreign !== undefined) return `Invalid Base64 character: '${foreign}'`;
  if (Buffer.from(text, 'base64').toString('base64') === text) return undefined;
  return 'Invalid last non-pad Base64 character dectected';
}
