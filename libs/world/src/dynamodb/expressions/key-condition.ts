import { validationException } from '../errors';
import { type KeyAttribute, type KeySchema, type SortValue, compareSortValues, sortValue } from '../items/key-schema';
import { type Condition, type Operand } from './condition';
import { type Bound } from './placeholders';
import { type TokenReader } from './token-reader';

/** One comparison of a key attribute, its name on the left. */
export interface KeyTerm {
  readonly operator: '=' | '<' | '<=' | '>' | '>=' | 'begins_with' | 'BETWEEN';
  /** Slot of the attribute's name. */
  readonly nameSlot: number;
  /** Slots; two for BETWEEN. */
  readonly valueSlots: readonly number[];
}

/** The mirrored comparator, for a name on the right. */
const turned = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/**
 * @param condition - A whole KeyConditionExpression.
 * @throws ValidationException: it cannot be looked up.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
 */
export function keyTermsOf(condition: Condition, reader: TokenReader): readonly KeyTerm[] {
  const unusable = (operator: string): Error =>
    reader.invalid(`Invalid operator used in KeyConditionExpression: ${operator}`);

  const termOf = (operator: KeyTerm['operator'], [name, ...values]: readonly Operand[]): KeyTerm => {
    if (name?.type !== 'attribute') {
      throw reader.invalid('Invalid condition in KeyConditionExpression: No key attribute specified');
    }
    if (values.some(({ type }) => type !== 'value')) {
      throw reader.invalid(
        'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
      );
    }
    return { operator, nameSlot: name.slot, valueSlots: values.map(({ slot }) => slot) };
  };

  switch (condition.type) {
    case 'and':
      return [...keyTermsOf(condition.left, reader), ...keyTermsOf(condition.right, reader)];
    case 'compare': {
      const { comparator, left, right } = condition;
      if (comparator === '<>') throw unusable('<>');
      return left.type === 'attribute'
        ? [termOf(comparator, [left, right])]
        : [termOf(turned[comparator], [right, left])];
    }
    case 'between':
      return [termOf('BETWEEN', [condition.operand, condition.low, condition.high])];
    case 'call':
      if (condition.name !== 'begins_with') throw unusable(condition.name);
      return [termOf('begins_with', condition.operands)];
    default:
      throw unusable(condition.type.toUpperCase());
  }
}

/** The part of a partition that a query returns, for sort values in ascending order. */
export interface KeyRange {
  readonly partition: string;
  readonly hasSortTerm: boolean;
  /** Whether a sort value lies before the range. */
  isBefore(sort: SortValue): boolean;
  /** Whether a value that is not before the range is inside. */
  contains(sort: SortValue): boolean;
}

/** @returns What the key condition of a query selects. @throws ValidationException */
export function keyRangeOf(terms: readonly KeyTerm[], bound: Bound, { partitionKey, sortKey }: KeySchema): KeyRange {
  if (terms.length > 2) throw validationException('Conditions can be of length 1 or 2 only');
  const termsOn = ({ name }: KeyAttribute): KeyTerm[] => terms.filter(({ nameSlot }) => bound.names[nameSlot] === name);
  const missing = ({ name }: KeyAttribute): Error =>
    validationException(`Query condition missed key schema element: ${name}`);
  const [partitionTerm, secondTerm] = termsOn(partitionKey);
  if (!partitionTerm) throw missing(partitionKey);
  if (secondTerm) throw validationException('KeyConditionExpressions must only contain one condition per key');
  if (partitionTerm.operator !== '=' || (terms.length > 1 && !sortKey)) {
    throw validationException('Query key condition not supported');
  }
  const [partition = ''] = textsOf(partitionKey, partitionTerm, bound);
  if (terms.length === 1 || !sortKey) return { partition, hasSortTerm: false, isBefore: never, contains: always };
  const [sortTerm] = termsOn(sortKey);
  if (!sortTerm) throw missing(sortKey);
  const range = rangeOf(sortTerm.operator, sortKey, textsOf(sortKey, sortTerm, bound));
  return { partition, hasSortTerm: true, ...range };
}

const textsOf = (key: KeyAttribute, { valueSlots }: KeyTerm, { values }: Bound): string[] =>
  valueSlots.map((slot) => {
    const text = values[slot]![key.type];
    if (text === undefined) {
      throw validationException(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      );
    }
    if (text !== '') return text;
    throw validationException(
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ' +
        `string value. Key: ${key.name}`,
    );
  });

const never = (): boolean => false;
const always = (): boolean => true;

function rangeOf(
  operator: KeyTerm['operator'],
  attribute: KeyAttribute,
  [text = '', upperText = '']: readonly string[],
): Pick<KeyRange, 'isBefore' | 'contains'> {
  const bound = sortValue(attribute, text);
  const compare = (sort: SortValue): number => compareSortValues(sort, bound);
  const isBefore = (sort: SortValue): boolean => compare(sort) < 0;
  switch (operator) {
    case '=':
      return { isBefore, contains: (sort) => compare(sort) === 0 };
    case '<':
      return { isBefore: never, contains: (sort) => compare(sort) < 0 };
    case '<=':
      return { isBefore: never, contains: (sort) => compare(sort) <= 0 };
    case '>':
      return { isBefore: (sort) => compare(sort) <= 0, contains: always };
    case '>=':
      return { isBefore, contains: always };
    case 'BETWEEN': {
      const upper = sortValue(attribute, upperText);
      return { isBefore, contains: (sort) => compareSortValues(sort, upper) <= 0 };
    }
    case 'begins_with':
      return { isBefore, contains: (sort) => typeof sort === 'string' && sort.startsWith(text) };
    default:
      return operator satisfies never;
  }
}
