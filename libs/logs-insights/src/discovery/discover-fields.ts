import { type Value } from '../values/value';
import { type FieldSelection } from './field-selection';
import { JsonFieldReader } from './json-field-reader';
import { readLambdaFields } from './lambda-fields';

/** How many times the length of a message may be read in search of its first JSON object. */
const maxReadings = 4;

const noFields: ReadonlyMap<string, Value> = new Map();

/**
 * Finds the selected fields of an event's message: those of its first JSON object, be it all of the message or a part
 * of it, and those of Lambda's own lines.
 *
 * On AWS only some log groups are searched so; here every one is, since a local log group has no type.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
export function discoverFields(message: string, selection: FieldSelection): ReadonlyMap<string, Value> {
  const json = selection.hasKeys ? readFirstObject(message, selection) : noFields;
  if (!selection.hasLambdaFields) return json;
  const lambda = readLambdaFields(message, selection);
  return json.size === 0 ? lambda : new Map([...json, ...lambda]);
}

function readFirstObject(message: string, selection: FieldSelection): ReadonlyMap<string, Value> {
  let allowance = maxReadings * message.length;
  for (let start = message.indexOf('{'); start >= 0 && allowance > 0; start = message.indexOf('{', start + 1)) {
    const reader = new JsonFieldReader(message, start, selection);
    if (reader.read()) return reader.fields;
    allowance -= reader.position - start;
  }
  return noFields;
}
