import { scalarText } from '../functions/text-operands';
import { type Expression, type Membership } from '../syntax/expression';
import { isEqual } from '../values/compare-values';
import { type Value, isStructure, toNumber, toText } from '../values/value';
import { type Evaluate } from './evaluate';
import { type Row } from './row';

/**
 * Prepares `in` and `not in`. Literals are looked up rather than compared one by one: lists of hundreds are written by
 * programs.
 *
 * @param compile - Prepares a part of the expression.
 * @returns 0 for a missing value and for a map or a list, `not in` included.
 */
export function compileMembership<R extends Row>(
  { negated, operand, list }: Membership,
  compile: (part: Expression) => Evaluate<R>,
): Evaluate<R> {
  const read = compile(operand);
  const isLiteral = literalTest(list.flatMap((element) => (element.type === 'literal' ? [element.value] : [])));
  const others = list.filter(({ type }) => type !== 'literal').map(compile);
  return (row) => {
    const value = read(row);
    if (value === undefined || isStructure(value)) return 0;
    const isListed = isLiteral(value) || others.some((element) => isPresentAndEqual(value, element(row)));
    return Number(isListed !== negated);
  };
}

const isPresentAndEqual = (value: Value, other: Value): boolean =>
  other !== undefined && !isStructure(other) && isEqual(value, other);

/** @returns What `isEqual` tells of one of the literals, for a value that is neither missing nor a structure. */
function literalTest(literals: readonly (string | number)[]): (value: Value) => boolean {
  const numbers = new Set(literals.map(toNumber));
  const texts = new Set(literals.map(toText));
  // A number that is shown as something else, a date, equals the text that it is shown as, if that is no number.
  const words = new Set(literals.filter((literal) => toNumber(literal) === undefined).map(toText));
  return (value) => {
    const number = toNumber(value);
    return number === undefined ? texts.has(scalarText(value)) : numbers.has(number) || words.has(toText(value));
  };
}
