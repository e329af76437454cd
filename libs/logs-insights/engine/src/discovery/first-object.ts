import { type Value } from '../values/value';
import { type FieldSelection } from './field-selection';
import { JsonFieldReader } from './json-field-reader';

/** How many times the length of a message may be read in search of its first JSON object. */
const maxReadings = 4;

/** A JSON object in a message: where it stands, the end exclusive, and the selected fields in it. */
export interface FoundObject {
  readonly start: number;
  readonly end: number;
  readonly fields: ReadonlyMap<string, Value>;
}

/** @returns The first JSON object in the message, be it all of it or a part; undefined when there is none. */
export function findFirstObject(message: string, selection: FieldSelection): FoundObject | undefined {
  let allowance = maxReadings * message.length;
  for (let start = message.indexOf('{'); start >= 0 && allowance > 0; start = message.indexOf('{', start + 1)) {
    const reader = new JsonFieldReader(message, start, selection);
    if (reader.read()) return { start, end: reader.position, fields: reader.fields };
    allowance -= reader.position - start;
  }
  return undefined;
}
