import { invalidParameter } from '../read-input';

export type Operator = '!=' | '<' | '<=' | '=' | '>' | '>=';

/** What stands on the right of an operator. */
export interface Literal {
  readonly text: string;
  /** In quotes it is a text, even if it looks like a number. */
  readonly isQuoted: boolean;
}

const numberPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** @returns The number that a text is all of; undefined where it is none. */
export const numberIn = (text: string): number | undefined => (numberPattern.test(text) ? Number(text) : undefined);

/**
 * Makes a comparison of a value in an event with a literal. A number without quotes is compared with numbers, everything
 * else as text, in which `*` stands for any characters.
 *
 * @param literal - After `<` and its like it must be a number.
 * @throws {AwsError} InvalidParameterException: an order of something that is no number. Not retryable.
 */
export function comparison(operator: Operator, literal: Literal): (value: number | string) => boolean {
  const number = literal.isQuoted ? undefined : numberIn(literal.text);
  if (operator === '=' || operator === '!=') {
    const equals = number === undefined ? wildcard(literal.text) : (text: string): boolean => numberIn(text) === number;
    return (value) => equals(String(value)) === (operator === '=');
  }
  if (number === undefined) throw invalidParameter(`Invalid filter pattern: ${operator} needs a number.`);
  return (value) => {
    const left = typeof value === 'number' ? value : numberIn(value);
    return left !== undefined && isInOrder(left, operator, number);
  };
}

function isInOrder(left: number, operator: Exclude<Operator, '!=' | '='>, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return operator satisfies never;
  }
}

/** Not by a regular expression: many stars in it would take for ever on some texts. */
function wildcard(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let position = first.length;
    for (const piece of rest) {
      const found = text.indexOf(piece, position);
      if (found < 0) return false;
      position = found + piece.length;
    }
    return position <= text.length - last.length;
  };
}
