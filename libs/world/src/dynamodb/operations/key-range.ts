import { validationException } from '../errors';
import { type KeyTerm } from '../expressions/key-terms';
import { type Bound } from '../expressions/placeholders';
import { type KeyAttribute, type KeySchema, type SortValue, compareSortValues, sortValue } from '../items/key-schema';

/** The part of a partition that a query returns, for sort values in ascending order. */
export interface KeyRange {
  readonly partition: string;
  readonly hasSortTerm: boolean;
  /** Whether a sort value lies before the range. */
  isBefore(sort: SortValue): boolean;
  /** Whether one that does not lie before it is inside. */
  contains(sort: SortValue): boolean;
}

/** @returns What the key condition of a query selects. @throws ValidationException */
export function keyRangeOf(terms: readonly KeyTerm[], bound: Bound, { partitionKey, sortKey }: KeySchema): KeyRange {
  if (terms.length > 2) throw validationException('Conditions can be of length 1 or 2 only');
  const partitionTerm = termOf(partitionKey, terms, bound);
  if (!partitionTerm) throw missing(partitionKey.name);
  if (partitionTerm.operator !== '=') throw validationException('Query key condition not supported');
  const [partition = ''] = valuesFor(partitionKey, partitionTerm, bound);
  if (terms.length === 1) return { partition, hasSortTerm: false, isBefore: never, contains: always };
  if (terms.every((term) => isOn(partitionKey, term, bound))) {
    throw validationException('KeyConditionExpressions must only contain one condition per key');
  }
  if (!sortKey) throw validationException('Query key condition not supported');
  const sortTerm = termOf(sortKey, terms, bound);
  if (!sortTerm) throw missing(sortKey.name);
  const range = rangeOf(sortTerm.operator, sortKey, valuesFor(sortKey, sortTerm, bound));
  return { partition, hasSortTerm: true, ...range };
}

const isOn = ({ name }: KeyAttribute, { nameSlot }: KeyTerm, { names }: Bound): boolean => names[nameSlot] === name;

const termOf = (key: KeyAttribute, terms: readonly KeyTerm[], bound: Bound): KeyTerm | undefined =>
  terms.find((term) => isOn(key, term, bound));

const missing = (name: string): Error => validationException(`Query condition missed key schema element: ${name}`);

const valuesFor = (key: KeyAttribute, { valueSlots }: KeyTerm, { values }: Bound): string[] =>
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
  switch (operator) {
    case '=':
      return { isBefore: (sort) => compare(sort) < 0, contains: (sort) => compare(sort) === 0 };
    case '<':
      return { isBefore: never, contains: (sort) => compare(sort) < 0 };
    case '<=':
      return { isBefore: never, contains: (sort) => compare(sort) <= 0 };
    case '>':
      return { isBefore: (sort) => compare(sort) <= 0, contains: always };
    case '>=':
      return { isBefore: (sort) => compare(sort) < 0, contains: always };
    case 'BETWEEN': {
      const upper = sortValue(attribute, upperText);
      return { isBefore: (sort) => compare(sort) < 0, contains: (sort) => compareSortValues(sort, upper) <= 0 };
    }
    case 'begins_with':
      return {
        isBefore: (sort) => compare(sort) < 0,
        contains: (sort) => typeof sort === 'string' && sort.startsWith(String(bound)),
      };
    default:
      return operator satisfies never;
  }
}
