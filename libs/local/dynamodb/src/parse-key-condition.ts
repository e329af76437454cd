import { type AttributeValue } from '@aws-sdk/client-dynamodb';

import { NotModelledError, validationException } from './errors';
import { type KeyAttribute, type KeySchema, type SortValue, compareSortValues, sortValue } from './key-schema';
import { takeValue } from './parse-condition';
import { type Bound, type GivenPlaceholders, Placeholders } from './placeholders';
import { TokenReader } from './token-reader';

/** The part of a partition that a query returns, for sort values in ascending order. */
export interface KeyRange {
  readonly partition: string;
  /** Whether a sort value lies before the range. */
  isBefore(sort: SortValue): boolean;
  /** Whether one that does not lie before it is inside. */
  contains(sort: SortValue): boolean;
}

interface Term {
  readonly operator: string;
  readonly nameSlot: number;
  readonly valueSlot: number;
}

interface KeyConditionPlan {
  readonly terms: readonly Term[];
  readonly placeholders: Placeholders;
}

/** Shared by all tables, as the plans of writes are. */
const plans = new Map<string, KeyConditionPlan>();

/**
 * @returns What the key condition of a query selects.
 * @throws ValidationException, {@link NotModelledError} for BETWEEN.
 */
export function keyRangeOf(text: string, given: GivenPlaceholders, schema: KeySchema): KeyRange {
  let plan = plans.get(text);
  if (!plan) plans.set(text, (plan = compile(text)));
  const bound = plan.placeholders.bind(given);
  const { partitionKey, sortKey } = schema;
  const partitionTerm = termOf(partitionKey, plan.terms, bound);
  if (!partitionTerm) throw validationException(`Query condition missed key schema element: ${partitionKey.name}`);
  if (partitionTerm.operator !== '=') throw validationException('Query key condition not supported');
  const partition = valueFor(partitionKey, partitionTerm, bound);
  if (plan.terms.length === 1) return { partition, isBefore: () => false, contains: () => true };
  const sortTerm = sortKey && termOf(sortKey, plan.terms, bound);
  if (!sortTerm) throw validationException(`Query condition missed key schema element: ${sortKey?.name ?? 'none'}`);
  return { partition, ...rangeOf(sortTerm.operator, sortKey, valueFor(sortKey, sortTerm, bound)) };
}

function compile(text: string): KeyConditionPlan {
  const placeholders = new Placeholders();
  const reader = new TokenReader('KeyConditionExpression', text);
  const terms = [parseTerm(reader, placeholders)];
  if (reader.skip('AND')) terms.push(parseTerm(reader, placeholders));
  if (reader.skip('AND')) throw validationException('Conditions can be of length 1 or 2 only');
  reader.expectEnd();
  return { terms, placeholders };
}

function parseTerm(reader: TokenReader, placeholders: Placeholders): Term {
  const isFunction = reader.tokens[reader.position + 1] === '(';
  if (!isFunction) {
    const nameSlot = placeholders.slotOfName(reader.takeName());
    const operator = reader.take();
    if (operator.toUpperCase() === 'BETWEEN') throw new NotModelledError('BETWEEN in a key condition');
    if (!['=', '<', '<=', '>', '>='].includes(operator)) throw reader.syntaxError(operator);
    return { operator, nameSlot, valueSlot: placeholders.slotOfValue(takeValue(reader)) };
  }
  const operator = reader.take();
  if (operator !== 'begins_with') throw reader.invalid(`Invalid function name; function: ${operator}`);
  reader.expect('(');
  const nameSlot = placeholders.slotOfName(reader.takeName());
  reader.expect(',');
  const valueSlot = placeholders.slotOfValue(takeValue(reader));
  reader.expect(')');
  placeholders.requireType(valueSlot, ['S'], operator);
  return { operator, nameSlot, valueSlot };
}

const termOf = ({ name }: KeyAttribute, terms: readonly Term[], { names }: Bound): Term | undefined =>
  terms.find(({ nameSlot }) => names[nameSlot] === name);

function valueFor({ type, name }: KeyAttribute, { valueSlot }: Term, { values }: Bound): string {
  const value: AttributeValue | undefined = values[valueSlot];
  const text = value?.[type];
  if (text === undefined) {
    throw validationException(
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    );
  }
  if (text === '') {
    throw validationException(
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ' +
        `string value. Key: ${name}`,
    );
  }
  return text;
}

function rangeOf(operator: string, attribute: KeyAttribute, text: string): Omit<KeyRange, 'partition'> {
  const bound = sortValue(attribute, text);
  const compare = (sort: SortValue): number => compareSortValues(sort, bound);
  const never = (): boolean => false;
  const always = (): boolean => true;
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
    default:
      return {
        isBefore: (sort) => compare(sort) < 0,
        contains: (sort) => typeof sort === 'string' && sort.startsWith(text),
      };
  }
}
