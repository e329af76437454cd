import { PatternSyntaxError } from '../errors';
import { matchAt } from '../values/text';

/** How a group starts, or flags in parentheses; `end` is where the text after it starts. */
interface GroupOpening {
  readonly type: 'group' | 'flags';
  /** In RE2's notation, where a group without a name does not capture. */
  readonly source: string;
  readonly name: string | undefined;
  readonly nameStart: number;
  /** What `i` or `-i` says about case; undefined when neither is there. */
  readonly foldsCase: boolean | undefined;
  readonly end: number;
}

const named = /\(\?P?<(?![=!])([^>]*)>/y;
const flags = /\(\?([imsU]*)(?:-([imsU]+))?([:)])/y;
const fieldName = /^[\p{L}\p{N}_@.:-]+$/u;

/** What other dialects have, by how it starts, and what to say about it. */
const foreign: readonly (readonly [opening: RegExp, what: string, advice: string])[] = [
  [/\(\?<?[=!]/y, 'look-around', 'match the text around it and read a named group'],
  [/\(\?>/y, 'an atomic group', "write '(?:'"],
  [/\(\?P=[^)]*\)?/y, 'a reference back to a group', 'read both texts by named groups and compare the fields'],
  [/\(\?(?:[&R]|P>|[+-]?\d)/y, 'recursion', 'write the part again'],
  [/\(\?\(/y, 'a condition', "write both cases with '|'"],
  [/\(\?\|/y, 'a branch reset', "write '(?:' and a name for each group"],
  [/\(\?#[^)]*\)?/y, 'a comment in a pattern', 'write it after a # outside of the pattern'],
  [/\(\?['\w^-]+/y, 'this start of a group', "write '(?<name>' for a name; the flags are i, m, s and U"],
];

/**
 * Reads what the parenthesis at `start` opens.
 *
 * @throws {PatternSyntaxError} No group starts like this. Not retryable.
 */
export function readGroupOpening(source: string, start: number): GroupOpening {
  const nothing = { name: undefined, nameStart: start, foldsCase: undefined };
  if (source[start + 1] !== '?') return { ...nothing, type: 'group', source: '(?:', end: start + 1 };
  const name = matchAt(named, source, start);
  if (name) return readName(name, start);
  const written = matchAt(flags, source, start);
  if (!written) throw noGroup(source, start);
  const [text, on = '', off = '', last] = written;
  return {
    ...nothing,
    type: last === ':' ? 'group' : 'flags',
    source: text,
    foldsCase: off.includes('i') ? false : on.includes('i') ? true : undefined,
    end: start + text.length,
  };
}

function readName([text, name = '']: RegExpExecArray, start: number): GroupOpening {
  const nameStart = start + text.length - 1 - name.length;
  if (!fieldName.test(name)) {
    const message = `'${name}' can't name a group; a name has letters, digits and _ @ . : -`;
    throw new PatternSyntaxError(message, start, start + text.length - 1);
  }
  return { type: 'group', source: '(', name, nameStart, foldsCase: undefined, end: start + text.length };
}

function noGroup(source: string, start: number): PatternSyntaxError {
  const unclosed = matchAt(/\(\?P?</y, source, start)?.[0];
  if (unclosed !== undefined && !/[=!]/.test(source.charAt(start + unclosed.length))) {
    return new PatternSyntaxError('the name of a group is not closed: > is missing', start, source.length - 1);
  }
  for (const [opening, what, advice] of foreign) {
    const written = matchAt(opening, source, start)?.[0];
    if (written === undefined) continue;
    const message = `'${written}': ${what} is not part of Logs Insights' regular expressions; ${advice}`;
    return new PatternSyntaxError(message, start, start + written.length - 1);
  }
  const message = "'(?' starts no group; write '(' or '(?<name>', or '\\(' for a parenthesis";
  return new PatternSyntaxError(message, start, start + 1);
}
