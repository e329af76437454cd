import { findFirstObject } from '../json/read-json';
import { ListValue, MapValue, type Value, toText } from '../values/value';

/** Fields beyond this many are not discovered. Which ones AWS takes is unverified; these are the first in the document. */
const maxFields = 200;

/**
 * Finds the fields of an event's message: those of its first JSON object, which may be all of the message or a part.
 *
 * Names are flattened: `a.b`, `items.0`. Of two that flatten to the same name the first counts. A number keeps the text
 * it was written with, `true` is 1 and `false` is 0; a null is a missing field. A key that starts with `@` gets a second
 * one: names with a single `@` are the system's.
 *
 * @returns At most 200 fields, in the order of the document.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export function discoverFields(message: string): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  const document = findFirstObject(message);
  if (!document) return fields;
  let fieldCount = 0;
  const flatten = (container: MapValue | ListValue, prefix: string): void => {
    for (const [key, member] of container instanceof MapValue ? container.entries : container.items.entries()) {
      const name = prefix === '' && String(key).startsWith('@') ? `@${key}` : `${prefix}${key}`;
      if (member instanceof MapValue || member instanceof ListValue) flatten(member, `${name}.`);
      else if (member !== undefined && fieldCount < maxFields) {
        fieldCount += 1;
        if (!fields.has(name)) fields.set(name, member);
      }
    }
  };
  flatten(document, '');
  return fields;
}

/**
 * Finds all fields that queries can read of one message, for showing an event rather than for querying it.
 *
 * @returns Names and values as a query shows them, in the order of the message.
 * @example
 * discoverAllFields('{"a":{"b":1},"ok":true}'); // Map { 'a.b' => '1', 'ok' => '1' }
 */
export const discoverAllFields = (message: string): ReadonlyMap<string, string> =>
  new Map([...discoverFields(message)].map(([name, value]) => [name, toText(value) ?? '']));
