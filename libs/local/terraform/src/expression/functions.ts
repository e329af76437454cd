import { type Value, isObjectValue } from './expression';

/** One function of Terraform's language. Throws a RangeError that says what is wrong with its parameters. */
export type TerraformFunction = (...parameters: readonly Value[]) => Value;

/** The functions that need nothing but their parameters. */
export const pureFunctions: Readonly<Record<string, TerraformFunction>> = {
  jsonencode: (value) => encodeJson(required(value)),
  join: (separator, ...lists) =>
    lists
      .flatMap(items)
      .map(asText)
      .join(asText(required(separator))),
  tostring: (value) => (required(value) === null ? null : asText(required(value))),
  toset: (list) => [...new Map(items(required(list)).map((item) => [JSON.stringify(item), item])).values()],
};

/** What a scalar looks like inside a text. */
export function asText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new RangeError(`${value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object'} is no text`);
}

function items(value: Value): readonly Value[] {
  if (!Array.isArray(value)) throw new RangeError('expected a list');
  return value as readonly Value[];
}

function required(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('a parameter is missing');
  return value;
}

/**
 * Terraform sorts keys and writes the characters `<`, `>` and `&` as escapes, which hides Scheduler's context attributes.
 *
 * @see https://developer.hashicorp.com/terraform/language/functions/jsonencode
 */
const encodeJson = (value: Value): string =>
  JSON.stringify(sortKeys(value)).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function sortKeys(value: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map(sortKeys);
  if (!isObjectValue(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]));
}
