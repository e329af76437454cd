import { type Value, toText } from '../values/value';
import { FieldSelection } from './field-selection';
import { findFirstObject } from './json-field-reader';
import { lambdaFieldNames, readLambdaFields } from './lambda-fields';
import { lineFormats } from './line-formats';

const noFields: ReadonlyMap<string, Value> = new Map();

/**
 * Finds the selected fields of an event's message: those of its first JSON object, be it all of the message or a part
 * of it, and those of Lambda's own lines. Where there is no object, a line of VPC flow logs or of Route 53 is known by its
 * shape.
 *
 * On AWS only some log groups are searched so; here every one is, since a local log group has no type.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export function discoverFields(message: string, selection: FieldSelection): ReadonlyMap<string, Value> {
  const fields = selection.hasKeys ? readObjectOrLine(message, selection) : noFields;
  if (!selection.hasLambdaFields) return fields;
  const lambda = readLambdaFields(message, selection);
  return fields.size === 0 ? lambda : new Map([...fields, ...lambda]);
}

function readObjectOrLine(message: string, selection: FieldSelection): ReadonlyMap<string, Value> {
  const object = findFirstObject(message, selection);
  if (object) return object.fields;
  if (!selection.hasLineFields) return noFields;
  for (const format of lineFormats) {
    const fields = format.read(message);
    if (fields) return fields;
  }
  return noFields;
}

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
