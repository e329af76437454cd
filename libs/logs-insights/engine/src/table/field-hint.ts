/** What may be written differently in a JSON text, other than as `\u` and four digits. */
const escapable = /["\\/\x00-\x1f]/;

const position = /^\d+$/;

/**
 * Finds a text that occurs in every message that has a field, so that most others need not be read.
 *
 * @param name - Of a field of JSON objects, flattened.
 * @returns undefined when there is none. A message with the escape `\u` may lack it nonetheless.
 */
export function hintFor(name: string): string | undefined {
  const segments = name.split('.');
  let last = segments.length - 1;
  // The elements of a list have no names in the text.
  while (last > 0 && position.test(segments[last] ?? '')) last -= 1;
  const segment = segments[last] ?? '';
  const key = last === 0 && segment.startsWith('@') ? segment.slice(1) : segment;
  if (escapable.test(key)) return undefined;
  // A key may have dots itself, so that only its end is certain.
  return last === segments.length - 1 ? `${key}"` : key;
}
