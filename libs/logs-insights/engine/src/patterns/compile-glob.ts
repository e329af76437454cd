import { type Pattern } from './pattern';

/**
 * Compiles the glob of a `parse` command: a text in which each `*` stands for any text, line breaks included.
 *
 * It may match anywhere. Each `*` takes the shortest text up to what follows it, one at the very start takes the text
 * from its beginning and one at the very end takes the rest; of two in a row the first takes nothing (unverified).
 * Without a `*` there is one part, the text itself, which marks the events that contain it; that its value is the text
 * is unverified. A `*` can't be escaped (unverified).
 *
 * @returns A pattern whose parts are named '1', '2' and so on, one for each `*`.
 * @example
 * compileGlob('user=*, took * ms').find('user=ann, took 3 ms'); // ['ann', '3']
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function compileGlob(glob: string): Pattern {
  const literals = glob.split('*');
  const find = (text: string): readonly string[] | undefined => findParts(text, literals);
  return {
    groupNames: Array.from({ length: Math.max(literals.length - 1, 1) }, (_, index) => String(index + 1)),
    find,
    test: (text) => find(text) !== undefined,
  };
}

/** The earliest place of each literal is enough: a later one leaves less text for the next literals. */
function findParts(text: string, [first = '', ...others]: readonly string[]): readonly string[] | undefined {
  const start = text.indexOf(first);
  if (start < 0) return undefined;
  if (others.length === 0) return [first];
  const parts: string[] = [];
  let position = start + first.length;
  for (const [index, literal] of others.entries()) {
    const isRest = literal === '' && index === others.length - 1;
    const next = isRest ? text.length : text.indexOf(literal, position);
    if (next < 0) return undefined;
    parts.push(text.slice(position, next));
    position = next + literal.length;
  }
  return parts;
}
