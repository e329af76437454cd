import { validationException } from '../errors';
import { type AttributeValue, type SetType, setTypeOf } from '../values/attribute-values';
import { addNumbers } from '../values/numbers';

/** @returns What ADD makes of a value. @throws ValidationException: it is of another type. */
export function added(value: AttributeValue | undefined, by: AttributeValue): AttributeValue {
  if (by.N !== undefined) {
    if (value === undefined) return by;
    if (value.N === undefined) throw wrongType();
    return { N: addNumbers(value.N, by.N, 1) };
  }
  const [elements, more] = setsOf(value, by);
  const known = new Set(elements);
  return setOf(setTypeOf(by)!, [...elements, ...more.filter((element) => !known.has(element))]);
}

/** @returns What DELETE leaves of a set: undefined when nothing is left, as a set is never empty. @throws As {@link added}. */
export function left(value: AttributeValue | undefined, without: AttributeValue): AttributeValue | undefined {
  const [elements, less] = setsOf(value, without);
  const rest = elements.filter((element) => !less.includes(element));
  return rest.length === 0 ? undefined : setOf(setTypeOf(without)!, rest);
}

function setsOf(
  value: AttributeValue | undefined,
  other: AttributeValue,
): readonly [readonly string[], readonly string[]] {
  const type = setTypeOf(other)!;
  const elements = value ? value[type] : [];
  if (!elements) throw wrongType();
  return [elements, other[type]!];
}

const setOf = (type: SetType, elements: readonly string[]): AttributeValue => ({ [type]: elements });

export const wrongType = (): Error =>
  validationException('An operand in the update expression has an incorrect data type');

export function refuseAbsent(): never {
  throw validationException('The provided expression refers to an attribute that does not exist in the item');
}
