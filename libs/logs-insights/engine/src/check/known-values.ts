import { PatternSyntaxError } from '../errors';
import { compilePattern } from '../patterns/compile-pattern';
import { isEqual } from '../values/compare-values';
import { toNumber } from '../values/value';
import { type FieldSchema, type NumberSchema } from './metric-schema';
import { joinWords, quote } from './query-problem';

/** More values than these are not listed in a message. */
const maxListed = 8;

/** What is known of the values of a field that has one. */
export interface KnownValues {
  readonly type: 'number' | 'text';
  /** As it follows 'is': `0 or 1`, `a whole number from 1`, `a text`. */
  readonly words: string;
  /** Every value, where that is known. */
  readonly list?: readonly (string | number)[];
  /** @returns Whether some value of the field equals the literal, as queries compare. */
  isEver(literal: string | number): boolean;
}

/** @returns undefined for a field that can have any value. */
export function knownValuesOf(schema: FieldSchema): KnownValues | undefined {
  switch (schema.type) {
    case 'any':
      return undefined;
    case 'boolean':
      return knownList('number', [0, 1]);
    case 'number':
      return schema.values ? knownList('number', schema.values) : knownRange(schema);
    case 'text':
      return schema.values ? knownList('text', schema.values) : knownTexts(schema.pattern);
    default:
      return schema satisfies never;
  }
}

function knownList(type: 'number' | 'text', list: readonly (string | number)[]): KnownValues {
  const words = list.map((value) => (typeof value === 'string' ? quote(value) : String(value)));
  return {
    type,
    words: joinWords(words.length > maxListed + 1 ? [...words.slice(0, maxListed), 'another'] : words),
    list,
    isEver: (literal) => list.some((value) => isEqual(value, literal)),
  };
}

function knownRange({ minimum = -Infinity, maximum = Infinity, integer = false }: NumberSchema): KnownValues {
  const words = [
    integer ? 'a whole number' : 'a number',
    ...(minimum === -Infinity ? [] : [`from ${minimum}`]),
    ...(maximum === Infinity ? [] : [`${minimum === -Infinity ? 'up to' : 'to'} ${maximum}`]),
  ];
  const isEver = (literal: string | number): boolean => {
    const number = toNumber(literal);
    return number !== undefined && number >= minimum && number <= maximum && (!integer || Number.isInteger(number));
  };
  return { type: 'number', words: words.join(' '), isEver };
}

function knownTexts(source: string | undefined): KnownValues {
  const pattern = source === undefined ? undefined : compiled(source);
  return {
    type: 'text',
    words: pattern ? `a text that matches /${source}/` : 'a text',
    // A text that looks like a number equals the same number written otherwise.
    isEver: (literal) => !pattern || toNumber(literal) !== undefined || pattern.test(String(literal)),
  };
}

function compiled(source: string): { test(text: string): boolean } | undefined {
  try {
    return compilePattern(source);
  } catch (error) {
    if (error instanceof PatternSyntaxError) return undefined;
    throw error;
  }
}
