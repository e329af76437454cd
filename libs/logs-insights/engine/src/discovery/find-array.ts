import { parseJson } from '../json/parse-json';
import { ListValue, MapValue, type Value } from '../values/value';
import { FieldSelection } from './field-selection';
import { fieldName, findFirstObject } from './json-field-reader';

const noSelection = new FieldSelection([]);

/**
 * Finds the array that a message's first JSON object has under a field's name; only its elements are fields, `items.0`.
 *
 * @param name - Flattened: `order.items`.
 * @returns undefined when there is none, and for a document that nests more than 200 deep.
 */
export function findArray(message: string, name: string): ListValue | undefined {
  if (!message.includes('[')) return undefined;
  const found = findFirstObject(message, noSelection);
  const document = found && parseJson(message.slice(found.start, found.end));
  return document && arrayNamed(document, name, '');
}

/** Keys can have dots themselves, so that each that begins the rest of the name is looked into. */
function arrayNamed(container: Value, name: string, prefix: string): ListValue | undefined {
  for (const [key, member] of membersOf(container)) {
    const reached = fieldName(prefix, key);
    if (reached === name && member instanceof ListValue) return member;
    const found = name.startsWith(`${reached}.`) ? arrayNamed(member, name, `${reached}.`) : undefined;
    if (found) return found;
  }
  return undefined;
}

function membersOf(container: Value): Iterable<readonly [key: string, member: Value]> {
  if (container instanceof MapValue) return container.entries;
  return container instanceof ListValue ? container.items.map((item, index) => [String(index), item] as const) : [];
}
