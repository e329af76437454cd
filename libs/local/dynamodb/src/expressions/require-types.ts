import { type AttributeValue, type ValueType, compareValues, typeOf } from '../values/attribute-values';
import { type Placeholders } from './placeholders';
import { type TokenReader } from './token-reader';

/** Of what can be before or after something. */
export const orderedTypes = ['S', 'N', 'B'] as const satisfies readonly ValueType[];

/**
 * Lets a request be refused whose value has another type, as DynamoDB does before it looks at the item.
 *
 * @param operator - As messages name it.
 * @param check - Of the value that has one of the types.
 */
export function requireTypes(
  slot: number,
  types: readonly ValueType[],
  operator: string,
  reader: TokenReader,
  placeholders: Placeholders,
  check?: (value: AttributeValue) => void,
): void {
  placeholders.checkValues((values) => {
    const type = typeOf(values[slot]!);
    if (types.includes(type)) return check?.(values[slot]!);
    throw reader.invalid(
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
    );
  });
}

/** As {@link requireTypes}, for the bounds of BETWEEN: of one type, and in order. */
export function checkBounds(low: number, high: number, reader: TokenReader, placeholders: Placeholders): void {
  placeholders.checkValues((values) => {
    const [lower, upper] = [values[low]!, values[high]!];
    const isOneType = typeOf(lower) === typeOf(upper);
    if (isOneType && !(compareValues(lower, upper) > 0)) return;
    const rule = isOneType
      ? 'requires upper bound to be greater than or equal to lower bound'
      : 'requires same data type for lower and upper bounds';
    throw reader.invalid(
      `The BETWEEN operator ${rule}; lower bound operand: ${textOf(lower)}, upper bound operand: ${textOf(upper)}`,
    );
  });
}

const textOf = (value: AttributeValue): string => `AttributeValue: {${typeOf(value)}:${String(value[typeOf(value)])}}`;
