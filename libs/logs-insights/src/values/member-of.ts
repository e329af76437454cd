import { ListValue, MapValue } from './structures';
import { type Value } from './value';
export function memberOf(value: Value, key: string | number): Value {
  if (value instanceof MapValue) return value.entries.get(String(key));
  if (value instanceof ListValue) return value.items[Number(key)];
  return undefined;
}
