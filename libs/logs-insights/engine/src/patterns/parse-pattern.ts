import { PatternSyntaxError } from '../errors';
import { matchAt } from '../values/text';
import { type PatternNode, measurePattern } from './pattern-node';
import { readEscape, readSet } from './read-characters';
import { readGroupOpening } from './read-group-opening';

/** Groups may stand in each other this deep; more can't be meant, and reading takes a stack frame each. */
const maxDepth = 100;

/** One event has this many fields at most, so that no more can be read from it. */
const maxGroupNames = 200;

/** A regular expression as it was read, and the names of its groups in their order. */
export interface ParsedPattern {
  readonly root: PatternNode;
  readonly groupNames: readonly string[];
}

/**
 * Reads a regular expression in the dialect of Logs Insights: RE2's, whose groups may have the name of any field.
 *
 * @param numbersGroups - Whether a group without a name is kept too, named by its place among the kept ones, from 1.
 * @throws {PatternSyntaxError} The pattern is not one. Not retryable.
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function parsePattern(source: string, numbersGroups: boolean): ParsedPattern {
  const parser = new PatternParser(source, numbersGroups);
  return { root: parser.parse(), groupNames: parser.groupNames };
}

class PatternParser {
  readonly groupNames: string[] = [];
  readonly #source: string;
  readonly #numbersGroups: boolean;
  #position = 0;
  #depth = 0;
  #foldsCase = false;

  constructor(source: string, numbersGroups: boolean) {
    this.#source = source;
    this.#numbersGroups = numbersGroups;
  }

  parse(): PatternNode {
    const root = this.#readAlternatives();
    if (this.#position === this.#source.length) return root;
    throw this.#failure("')' closes no group; write '\\)' for a parenthesis", this.#position, this.#position);
  }

  #readAlternatives(): PatternNode {
    const first = this.#readSequence();
    if (this.#source[this.#position] !== '|') return first;
    const options = [first];
    while (this.#source[this.#position] === '|') {
      this.#position += 1;
      options.push(this.#readSequence());
    }
    return { type: 'alternatives', options };
  }

  #readSequence(): PatternNode {
    const items: PatternNode[] = [];
    for (;;) {
      const char = this.#source[this.#position];
      if (char === undefined || char === '|' || char === ')') return { type: 'sequence', items };
      const quantifier = readQuantifier(this.#source, this.#position);
      if (quantifier) items.push(this.#repeat(items.pop(), quantifier));
      else if (this.#source.startsWith('\\Q', this.#position)) this.#readQuoted(items);
      else items.push(this.#readAtom(char));
    }
  }

  #readAtom(char: string): PatternNode {
    const start = this.#position;
    if (char === '(') return this.#readGroup();
    if (char === '[') {
      const set = readSet(this.#source, start);
      this.#position = set.end;
      return set.char === undefined ? { type: 'set', source: set.source } : this.#literal(set.char);
    }
    if (char === '\\') {
      const escape = readEscape(this.#source, start);
      this.#position = escape.end;
      return escape.type === 'literal' ? this.#literal(escape.char) : { type: escape.type, source: escape.source };
    }
    const point = String.fromCodePoint(this.#source.codePointAt(start) ?? 0);
    this.#position += point.length;
    if (point === '.') return { type: 'set', source: point };
    return point === '^' || point === '$' ? { type: 'assertion', source: point } : this.#literal(point);
  }

  #literal(char: string): PatternNode {
    return { type: 'literal', char, foldsCase: this.#foldsCase };
  }

  /** Reads `\Q...\E`, in which every character stands for itself; without `\E` up to the end of the pattern. */
  #readQuoted(items: PatternNode[]): void {
    const start = this.#position + 2;
    const close = this.#source.indexOf('\\E', start);
    const end = close < 0 ? this.#source.length : close;
    for (const char of this.#source.slice(start, end)) items.push(this.#literal(char));
    this.#position = close < 0 ? end : close + 2;
  }

  #readGroup(): PatternNode {
    const start = this.#position;
    const opening = readGroupOpening(this.#source, start);
    this.#position = opening.end;
    const foldedBefore = this.#foldsCase;
    this.#foldsCase = opening.foldsCase ?? foldedBefore;
    if (opening.type === 'flags') return { type: 'flags', source: opening.source };
    const isNumbered = this.#numbersGroups && this.#source[start + 1] !== '?';
    const name = isNumbered ? String(this.groupNames.length + 1) : opening.name;
    if (name !== undefined) this.#addName(name, opening.nameStart);
    this.#depth += 1;
    if (this.#depth > maxDepth) {
      throw this.#failure(`groups stand in each other more than ${maxDepth} deep`, start, start);
    }
    const body = this.#readAlternatives();
    this.#depth -= 1;
    if (this.#source[this.#position] !== ')') {
      const message = "a group is not closed: ) is missing; write '\\(' for a parenthesis";
      throw this.#failure(message, start, this.#source.length - 1);
    }
    this.#position += 1;
    this.#foldsCase = foldedBefore;
    return { type: 'group', opening: isNumbered ? '(' : opening.source, body };
  }

  #addName(name: string, start: number): void {
    const end = start + name.length - 1;
    if (this.groupNames.includes(name)) {
      throw this.#failure(`two groups have the name '${name}'; each needs one of its own`, start, end);
    }
    this.groupNames.push(name);
    if (this.groupNames.length > maxGroupNames) {
      throw this.#failure(`a pattern has ${maxGroupNames} groups with a name at most`, start, end);
    }
  }

  #repeat(item: PatternNode | undefined, { min, max, source, end }: Quantifier): PatternNode {
    const start = this.#position;
    this.#position = end;
    if (!item || item.type === 'flags' || item.type === 'repetition') {
      throw this.#failure(`'${source}' has nothing to repeat; write '\\${source}' for the text itself`, start, end - 1);
    }
    const repetition: PatternNode = { type: 'repetition', item, min, max, quantifier: source };
    if (measurePattern(repetition).repeats <= maxRepeats) return repetition;
    const message = `'${source}' and the repetitions inside of it come to more than ${maxRepeats}`;
    throw this.#failure(message, start, end - 1);
  }

  #failure(message: string, start: number, end: number): PatternSyntaxError {
    return new PatternSyntaxError(message, start, end);
  }
}

/** How often what stands before is repeated; `end` is where the text after it starts. */
interface Quantifier {
  readonly min: number;
  /** Infinity where there is no limit. */
  readonly max: number;
  /** As it is written: `*`, `{2,5}?`. */
  readonly source: string;
  readonly end: number;
}

/** As RE2 has it, for one repetition and for those inside of each other as a whole. */
const maxRepeats = 1000;

const quantifier = /(?:[*+?]|\{(0|[1-9]\d*)(?:(,)(0|[1-9]\d*)?)?\})/y;

/**
 * @returns The quantifier that is at `start`, or undefined; a brace that is none stands for itself.
 * @throws {PatternSyntaxError} It repeats too often, or another one follows. Not retryable.
 */
function readQuantifier(source: string, start: number): Quantifier | undefined {
  const written = matchAt(quantifier, source, start);
  if (!written) return undefined;
  const limits = readLimits(written, start);
  const last = start + written[0].length;
  const end = source[last] === '?' ? last + 1 : last;
  refuseSecond(source, start, end);
  return { ...limits, source: source.slice(start, end), end };
}

function readLimits([text, least, comma, most]: RegExpExecArray, start: number): { min: number; max: number } {
  if (least === undefined) return { min: text === '+' ? 1 : 0, max: text === '?' ? 1 : Infinity };
  const min = Number(least);
  const max = most === undefined ? (comma === undefined ? min : Infinity) : Number(most);
  const end = start + text.length - 1;
  if (min > max) throw new PatternSyntaxError(`'${text}' has its limits the wrong way round`, start, end);
  if (Math.max(min, Number(most ?? 0)) > maxRepeats) {
    throw new PatternSyntaxError(`'${text}' repeats more than ${maxRepeats} times`, start, end);
  }
  return { min, max };
}

function refuseSecond(source: string, start: number, end: number): void {
  const second = matchAt(quantifier, source, end)?.[0];
  if (second === undefined) return;
  const first = source.slice(start, end);
  const message =
    second === '+'
      ? `'${first}+' is possessive, which is not part of Logs Insights' regular expressions; write '${first}'`
      : `'${first}${second}' repeats a repetition; write it once, or put the first in a group: '(?:…${first})${second}'`;
  throw new PatternSyntaxError(message, start, end + second.length - 1);
}
