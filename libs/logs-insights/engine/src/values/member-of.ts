import { ListValue, MapValue } from './structures';
import { type Value } from './value';

/** No list has positions of more digits. */
const position = /^(?:0|[1-9]\d{0,9})$/;

/**
 * Reads one member of a map or a list, as `map.key`, `list.0` and `list[0]` do.
 *
 * @param key - A key of a map, to the letter; a position in a list, counted from 0, as a number or in digits.
 * @returns A missing value where there is no such member, and for what is neither a map nor a list.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export function memberOf(value: Value, key: string | number): Value {
  if (value instanceof MapValue) return value.entries.get(String(key));
  if (!(value instanceof ListValue)) return undefined;
  if (typeof key === 'number') return value.items[key];
  return position.test(key) ? value.items[Number(key)] : undefined;
}
