import { AwsError } from '../service';
import { type Attributes, type AttributeValue } from './dynalite-engine';

/** An attribute is the first level. */
const maxLevels = 32;
const maxNameBytes = 65_535;

const tooDeep = 'Nesting Levels have exceeded supported limits';

/**
 * Refuses attributes that lie too deep or whose names are too long, wherever a request has attribute values or names, in
 * the words that people report. Where a batch or a transaction has too long a name the form is unverified.
 *
 * @throws {AwsError} ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-attributes
 * @see https://github.com/paritysuite/dynamodb-conformance (texts of a real account)
 * @see https://github.com/ExtendDB/extenddb/issues/365 (names in a real account)
 */
export function refuseLargeValues(operation: string, request: object): void {
  const reason = reasonAgainst(request);
  if (reason === undefined) return;
  const ofMany = /^(Batch|Transact)/.test(operation);
  throw new AwsError('ValidationException', ofMany ? reason : `1 validation error detected: ${reason}`);
}

/**
 * Refuses an item that an update has made too deep: every value of the request may be fine. The text is that of a
 * transaction's reason.
 *
 * @throws {AwsError} ValidationException. Not retryable.
 */
export function refuseDeepItem(item: Attributes): void {
  if (reasonAgainstAttributes(item) !== undefined) throw new AwsError('ValidationException', tooDeep);
}

function reasonAgainst(request: object): string | undefined {
  return first(Object.entries(request), ([name, member]) => {
    if (typeof member !== 'object' || member === null) return undefined;
    switch (name) {
      case 'ExpressionAttributeNames':
        return first(Object.values(member as object), reasonAgainstName);
      case 'ExpressionAttributeValues':
      case 'Item':
        return reasonAgainstAttributes(member as Attributes);
      default:
        return reasonAgainst(member as object);
    }
  });
}

function reasonAgainstAttributes(attributes: Attributes, level = 1): string | undefined {
  return first(
    Object.entries(attributes),
    ([name, value]) => reasonAgainstName(name) ?? reasonAgainstValue(value, level),
  );
}

/** Other faults of a value are found later. */
function reasonAgainstValue(value: AttributeValue | null, level: number): string | undefined {
  if (level > maxLevels) return `${tooDeep}: Attributes in the item have nested levels beyond supported limit`;
  const { L: list, M: map } = value ?? {};
  if (Array.isArray(list)) {
    return first(list, (entry) => reasonAgainstValue(entry as AttributeValue | null, level + 1));
  }
  return typeof map === 'object' && map !== null ? reasonAgainstAttributes(map as Attributes, level + 1) : undefined;
}

const reasonAgainstName = (name: unknown): string | undefined =>
  typeof name === 'string' && Buffer.byteLength(name) > maxNameBytes
    ? `Attribute name is too large, must be less than ${maxNameBytes + 1} bytes`
    : undefined;

function first<T>(entries: readonly T[], reasonOf: (entry: T) => string | undefined): string | undefined {
  for (const entry of entries) {
    const reason = reasonOf(entry);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
