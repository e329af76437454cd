import { MalformedQueryError } from '../errors';
import { type NameToken } from './token';

const bare = /[\w@.]+/y;

/**
 * Reads a name that starts at `start`: bare characters and parts in backticks, joined without white space, as in
 * `` resource.`k8s.io/x` ``.
 *
 * @throws {MalformedQueryError} A backtick is not closed, or the name is empty. Not retryable.
 */
export function readName(text: string, start: number): NameToken {
  let end = start;
  let name = '';
  let segments: readonly string[] = [''];
  let quoted = false;
  for (let part = readPart(text, end); part; part = readPart(text, end)) {
    end = part.end;
    name += part.name;
    segments = extend(segments, part.quoted ? [part.name] : part.name.split('.'));
    quoted ||= part.quoted;
  }
  const location = { startCharOffset: start, endCharOffset: Math.max(start, end - 1) };
  if (name === '')
    throw new MalformedQueryError(quoted ? 'a name in backticks must not be empty' : 'a name is missing', location);
  return { kind: 'name', name, segments, quoted, location, end };
}

/** The first new piece belongs to the last old one: `` a.`b c` `` is `a.` and then `b c`. */
function extend(segments: readonly string[], pieces: readonly string[]): readonly string[] {
  const [first = '', ...others] = pieces;
  return [...segments.slice(0, -1), (segments.at(-1) ?? '') + first, ...others];
}

function readPart(text: string, start: number): { name: string; end: number; quoted: boolean } | undefined {
  if (text[start] === '`') {
    const close = text.indexOf('`', start + 1);
    if (close < 0) {
      throw new MalformedQueryError('a name in backticks is not closed', {
        startCharOffset: start,
        endCharOffset: text.length - 1,
      });
    }
    return { name: text.slice(start + 1, close), end: close + 1, quoted: true };
  }
  bare.lastIndex = start;
  const name = bare.exec(text)?.[0];
  return name === undefined ? undefined : { name, end: start + name.length, quoted: false };
}
