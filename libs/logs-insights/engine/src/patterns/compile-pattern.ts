import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';

import { PatternSyntaxError } from '../errors';
import { maxTextLength } from '../values/text';
import { type Pattern } from './pattern';

/** A regular expression, whose matches can be replaced too. */
export interface RegexPattern extends Pattern {
  /**
   * @returns The text with every match replaced; the replacement is taken literally. undefined when the result would be
   * longer than an event can be.
   */
  replaceAll(text: string, replacement: string): string | undefined;
}

/**
 * Compiles a regular expression of a query: RE2's dialect, which has neither look-around nor references back to groups,
 * and searches in linear time.
 *
 * That AWS runs this dialect is unverified; we know no pattern that it runs and RE2 refuses. Matching goes by code
 * points. A set such as `\d` or `\w` has the characters of ASCII.
 *
 * @param source - What stands between the slashes, without the flags that other languages put after them.
 * @param options - `numbersGroups`: a group without a name is kept too, named by its place among the groups, from '1'.
 * @throws {PatternSyntaxError} The pattern is not of the dialect, or too large to run. Not retryable.
 * @example
 * compilePattern('update in (?<ms>[\\d.]+) ms').find('update in 3.5 ms'); // ['3.5']
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function compilePattern(source: string, { numbersGroups = false } = {}): RegexPattern {
  const pattern = cutNames(source);
  const engine = compile(source, pattern);
  const groups = pattern.names.flatMap((name, index) => {
    const kept = name ?? (numbersGroups ? String(index + 1) : undefined);
    return kept === undefined ? [] : [{ name: kept, number: index + 1 }];
  });
  return {
    groupNames: groups.map(({ name }) => name),
    test: (text) => engine.test(text),
    find: (text) => {
      // Asking for the groups of a match takes ten times as long as asking for a match.
      if (!engine.test(text)) return undefined;
      const matcher = engine.matcher(text);
      matcher.find();
      return groups.map(({ number }) => matcher.group(number) ?? undefined);
    },
    replaceAll: (text, replacement) => replaceAll(engine, text, replacement),
  };
}

/** A name of a field. RE2 takes neither `@` nor dots in names of groups, so its groups get no names. */
const fieldName = /^[\p{L}\p{N}_@.:-]+$/u;

/** Quoted texts, escapes and sets, in which a parenthesis means nothing; the name of a group; the other parentheses. */
const piece = /\\Q[^]*?(?:\\E|$)|\\[^]|\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*|\((?:\?P?<(?![=!])([^>]*)>|\??)|\)/g;

/** A pattern with its groups unnamed. */
interface NamelessPattern {
  readonly nameless: string;
  /** Of the groups, in their order; undefined for those that had none. */
  readonly names: readonly (string | undefined)[];
  /** Texts cut behind parentheses: their places in `source`, and their lengths. */
  readonly cuts: readonly { readonly at: number; readonly length: number }[];
}

/** @throws {PatternSyntaxError} A parenthesis has no partner, or a name is invalid. Not retryable. */
function cutNames(source: string): NamelessPattern {
  const names: (string | undefined)[] = [];
  const cuts: { at: number; length: number }[] = [];
  const open: number[] = [];
  const nameless = source.replace(piece, (written: string, name: string | undefined, at: number) => {
    if (written === ')' && open.pop() === undefined) {
      throw new PatternSyntaxError("')' closes no group; write '\\)' for a parenthesis", at, at);
    }
    if (!written.startsWith('(')) return written;
    open.push(at);
    if (written === '(?') return written;
    if (name !== undefined) refuseName(name, names, at, written.length);
    names.push(name);
    if (name !== undefined) cuts.push({ at, length: written.length - 1 });
    return '(';
  });
  const unclosed = open.pop();
  if (unclosed !== undefined) {
    const message = "a group is not closed: ) is missing; write '\\(' for a parenthesis";
    throw new PatternSyntaxError(message, unclosed, source.length - 1);
  }
  return { nameless, names, cuts };
}

function refuseName(name: string, others: readonly (string | undefined)[], start: number, length: number): void {
  if (!fieldName.test(name)) {
    const message = `'${name}' can't name a group; a name has letters, digits and _ @ . : -`;
    throw new PatternSyntaxError(message, start, start + length - 1);
  }
  if (!others.includes(name)) return;
  const end = start + length - 2;
  throw new PatternSyntaxError(
    `two groups have the name '${name}'; each needs one of its own`,
    end - name.length + 1,
    end,
  );
}

/** Syntax of other dialects, by how it starts, and what to write instead. */
const hints: readonly (readonly [start: RegExp, hint: string])[] = [
  [
    /^\(\?P?<?[=!]|^\(\?P$/,
    'look-around and references back are not part of the language; read named groups and compare them',
  ],
  [/^\\[1-9k]/, 'a reference back to a group is not part of the language; read named groups and compare them'],
  [/^\(\?>/, "write '(?:'"],
  [/^[*+?{].*\+$/, 'write the repetition without the last +'],
  [/^\(\?P?</, "a named group is '(?<name>...)'"],
  [/^\(\?/, "the flags are i, m, s and U; '\\(' is a parenthesis"],
  [/^\\Z/, "write '$' for the end of the text"],
  [/^\\u/, "write '\\x{20ac}' for a code point"],
];

function compile(source: string, pattern: NamelessPattern): RE2JS {
  try {
    return RE2JS.compile(pattern.nameless);
  } catch (error) {
    throw error instanceof RE2JSException ? refusal(source, pattern, error) : error;
  }
}

function refusal(source: string, { nameless, cuts }: NamelessPattern, error: RE2JSException): PatternSyntaxError {
  const fault = error instanceof RE2JSSyntaxException ? error.getDescription() : error.message;
  const fragment = error instanceof RE2JSSyntaxException ? error.getPattern() : undefined;
  const found = fragment ? nameless.indexOf(fragment) : -1;
  if (!fragment || found < 0) {
    return new PatternSyntaxError(`no regular expression: ${fault}`, 0, Math.max(source.length - 1, 0));
  }
  const start = cuts.reduce((position, { at, length }) => (at < position ? position + length : position), found);
  const hint = hints.find(([pattern]) => pattern.test(fragment))?.[1];
  const message = `no regular expression: ${fault} '${fragment.slice(0, 80)}'${hint ? `; ${hint}` : ''}`;
  return new PatternSyntaxError(message, start, start + fragment.length - 1);
}

function replaceAll(engine: RE2JS, text: string, replacement: string): string | undefined {
  const parts: string[] = [];
  const matcher = engine.matcher(text);
  let length = text.length;
  let copied = 0;
  while (matcher.find()) {
    length += replacement.length - (matcher.end() - matcher.start());
    if (length > maxTextLength + text.length) return undefined;
    parts.push(text.slice(copied, matcher.start()), replacement);
    copied = matcher.end();
  }
  parts.push(text.slice(copied));
  return length > maxTextLength ? undefined : parts.join('');
}
