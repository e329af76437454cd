import { toText } from '../values/value';
import { discoverFields } from './discover-fields';
import { FieldSelection } from './field-selection';
import { lambdaFieldNames } from './lambda-fields';

class EveryField extends FieldSelection {
  constructor() {
    super(['any key', ...lambdaFieldNames]);
  }

  override has(): boolean {
    return true;
  }

  override reachesInto(): boolean {
    return true;
  }
}

const everyField = new EveryField();

/**
 * Finds all fields that queries can read of one message, for showing an event rather than for querying it.
 *
 * @returns Names and values as a query shows them, in the order of the message; at most 200 of a JSON document.
 * @example
 * discoverAllFields('{"a":{"b":1},"ok":true}'); // Map { 'a.b' => '1', 'ok' => '1' }
 */
export function discoverAllFields(message: string): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  for (const [name, value] of discoverFields(message, everyField)) {
    const text = toText(value);
    if (text !== undefined) shown.set(name, text);
  }
  return shown;
}
