import { type Condition, type Operand } from './parse-condition';
import { type TokenReader } from './token-reader';

/** One comparison of a key attribute, its name on the left. */
export interface KeyTerm {
  readonly operator: '=' | '<' | '<=' | '>' | '>=' | 'begins_with' | 'BETWEEN';
  /** Slot of the attribute's name. */
  readonly nameSlot: number;
  /** Slots; two for BETWEEN. */
  readonly valueSlots: readonly number[];
}

/** By the comparator on the other side of which the name stands. */
const turned = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/**
 * @param condition - A whole KeyConditionExpression.
 * @throws ValidationException: it is none that can be looked up.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */
export function keyTermsOf(condition: Condition, reader: TokenReader): readonly KeyTerm[] {
  switch (condition.type) {
    case 'and':
      return [...keyTermsOf(condition.left, reader), ...keyTermsOf(condition.right, reader)];
    case 'compare': {
      const { comparator, left, right } = condition;
      if (comparator === '<>') throw unusable('<>');
      return left.type === 'path' ? [termOf(comparator, [left, right])] : [termOf(turned[comparator], [right, left])];
    }
    case 'between':
      return [termOf('BETWEEN', [condition.operand, condition.low, condition.high], true)];
    case 'call':
      if (condition.name !== 'begins_with') throw unusable(condition.name);
      return [termOf('begins_with', condition.operands, true)];
    default:
      throw unusable(condition.type.toUpperCase());
  }

  function unusable(operator: string): Error {
    return reader.invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);
  }

  function termOf(operator: KeyTerm['operator'], operands: readonly Operand[], isNameFirst = false): KeyTerm {
    const [name, ...values] = operands;
    if (name?.type !== 'path') {
      throw reader.invalid(
        isNameFirst
          ? `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`
          : 'Invalid condition in KeyConditionExpression: No key attribute specified',
      );
    }
    if (name.path.steps.length > 0) {
      throw reader.invalid('KeyConditionExpressions cannot have conditions on nested attributes');
    }
    const valueSlots = values.map((value) => {
      if (value.type === 'value') return value.slot;
      throw reader.invalid(
        'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
      );
    });
    return { operator, nameSlot: name.path.head, valueSlots };
  }
}
