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
 * `__proto__`, which it loses.
 *
 * @throws {AwsError} ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export function refuseOddValues(request: object): void {
  for (const [name, member] of Object.entries(request)) {
    if (typeof member !== 'object' || member === null) continue;
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
    if (name === '__proto__') {
      throw new AwsError('ValidationException', 'The local cloud does not emulate attributes of the name __proto__.');
    }
    if (typeof value === 'object') refuseIn(value as object);
  }
}
