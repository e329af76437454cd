import { AwsError } from '../service';

/** The members, at any depth of a request, that hold attribute values. */
const valueMembers: ReadonlySet<string> = new Set([
  'ExclusiveStartKey',
  'ExpressionAttributeValues',
  'Item',
  'Key',
  'Keys',
]);

/**
 * Refuses what dynalite stumbles over: null in the place of an attribute value, at which it fails, and attributes called
 * `__proto__`, which it loses, also where another name stands for that one. No expression can have it: DynamoDB itself
 * takes no underscore for the beginning of a name.
 *
 * @throws {AwsError} ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export function refuseOddValues(request: object): void {
  for (const [name, member] of Object.entries(request)) {
    if (name === '__proto__') throw lostName();
    if (typeof member !== 'object' || member === null) continue;
    if (name === 'ExpressionAttributeNames' && Object.values(member).includes('__proto__')) throw lostName();
    if (valueMembers.has(name)) refuseIn(member as object);
    else refuseOddValues(member as object);
  }
}

function refuseIn(values: object): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null) {
      throw new AwsError(
        'ValidationException',
        'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
      );
    }
    if (name === '__proto__') throw lostName();
    if (typeof value === 'object') refuseIn(value as object);
  }
}

const lostName = (): AwsError =>
  new AwsError('ValidationException', 'The local cloud does not emulate attributes of the name __proto__.');
