import { notModelled } from '../errors';
import { type AttributeValue, type Item, attributeOf, compareValues, isEqual } from '../values';
import { type Bound, type Placeholders } from './placeholders';
import { type TokenReader } from './token-reader';

const comparators = ['=', '<>', '<', '<=', '>', '>='] as const;

type Comparator = (typeof comparators)[number];

const operandCounts = { attribute_exists: 1, attribute_not_exists: 1, begins_with: 2, contains: 2 } as const;

/** A function by its name, with the operands between its parentheses. */
interface Call {
  readonly type: 'call';
  readonly name: keyof typeof operandCounts;
  readonly operands: readonly Operand[];
}

/** By the slot of its name or its placeholder. */
export interface Operand {
  readonly type: 'attribute' | 'value';
  readonly slot: number;
}

export type Condition =
  | { readonly type: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly type: 'not'; readonly condition: Condition }
  | { readonly type: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly type: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly type: 'in'; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | Call;

/** Deeper nesting is useless: an expression has no more operators. */
const maxDepth = 320;

/**
 * @param names - Receives the slots of all names in the condition.
 * @throws ValidationException, here or when the placeholders are bound.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function parseCondition(reader: TokenReader, placeholders: Placeholders, names: number[] = []): Condition {
  let depth = 0;

  const parseOr = (): Condition => {
    let condition = parseAnd();
    while (reader.skip('OR')) condition = { type: 'or', left: condition, right: parseAnd() };
    return condition;
  };

  const parseAnd = (): Condition => {
    let condition = parseNot();
    while (reader.skip('AND')) condition = { type: 'and', left: condition, right: parseNot() };
    return condition;
  };

  const parseNot = (): Condition => {
    if (!reader.skip('NOT')) return parsePrimary();
    return deeper(() => ({ type: 'not', condition: parseNot() }));
  };

  const parsePrimary = (): Condition => {
    if (reader.skip('(')) {
      const condition = deeper(parseOr);
      reader.expect(')');
      return condition;
    }
    if (reader.isAtCall()) return parseCall();
    const operand = parseOperand();
    const comparator = comparators.find((sign) => reader.skip(sign));
    if (comparator) return { type: 'compare', comparator, left: operand, right: parseOperand() };
    if (reader.skip('BETWEEN')) {
      const low = parseOperand();
      reader.expect('AND');
      return { type: 'between', operand, low, high: parseOperand() };
    }
    reader.expect('IN');
    return { type: 'in', operand, candidates: parseOperands() };
  };

  const deeper = (parse: () => Condition): Condition => {
    depth += 1;
    if (depth > maxDepth) throw reader.syntaxError();
    const condition = parse();
    depth -= 1;
    return condition;
  };

  const parseOperands = (): Operand[] => {
    reader.expect('(');
    const operands = [parseOperand()];
    while (reader.skip(',')) operands.push(parseOperand());
    reader.expect(')');
    return operands;
  };

  const parseOperand = (): Operand => {
    if (reader.isAtValue()) return { type: 'value', slot: placeholders.slotOfValue(reader.take(), reader.kind) };
    if (reader.isAtCall()) throw notModelled(`the function ${reader.take()} as an operand`);
    const slot = placeholders.slotOfName(reader.takeName(), reader.kind);
    names.push(slot);
    return { type: 'attribute', slot };
  };

  const parseCall = (): Call => {
    const name = reader.take();
    if (!isFunctionName(name)) throw notModelled(`the function ${name} of conditions`);
    const operands = parseOperands();
    if (operands.length === operandCounts[name]) return { type: 'call', name, operands };
    throw reader.invalid(
      `Incorrect number of operands for operator or function; operator or function: ${name}, ` +
        `number of operands: ${operands.length}`,
    );
  };

  const condition = parseOr();
  reader.finish();
  return condition;
}

const isFunctionName = (name: string): name is Call['name'] => Object.hasOwn(operandCounts, name);

/** @param item - Empty if it does not exist. @returns Whether the condition holds. */
export function holds(condition: Condition, item: Readonly<Item>, bound: Bound): boolean {
  switch (condition.type) {
    case 'and':
      return holds(condition.left, item, bound) && holds(condition.right, item, bound);
    case 'or':
      return holds(condition.left, item, bound) || holds(condition.right, item, bound);
    case 'not':
      return !holds(condition.condition, item, bound);
    case 'compare':
      return compares(condition.comparator, read(condition.left, item, bound), read(condition.right, item, bound));
    case 'between': {
      const value = read(condition.operand, item, bound);
      const [low, high] = [read(condition.low, item, bound), read(condition.high, item, bound)];
      return compareValues(value, low) >= 0 && compareValues(value, high) <= 0;
    }
    case 'in': {
      const value = read(condition.operand, item, bound);
      return condition.candidates.some((candidate) => isEqual(value, read(candidate, item, bound)));
    }
    case 'call':
      return callHolds(condition, item, bound);
    default:
      return condition satisfies never;
  }
}

const read = ({ type, slot }: Operand, item: Readonly<Item>, { names, values }: Bound): AttributeValue | undefined =>
  type === 'value' ? values[slot] : attributeOf(item, names[slot]!);

function compares(
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  switch (comparator) {
    case '=':
      return isEqual(left, right);
    case '<>':
      return !isEqual(left, right);
    case '<':
      return compareValues(left, right) < 0;
    case '<=':
      return compareValues(left, right) <= 0;
    case '>':
      return compareValues(left, right) > 0;
    case '>=':
      return compareValues(left, right) >= 0;
    default:
      return comparator satisfies never;
  }
}

function callHolds({ name, operands: [first, second] }: Call, item: Readonly<Item>, bound: Bound): boolean {
  const value = first && read(first, item, bound);
  const part = second && read(second, item, bound);
  switch (name) {
    case 'attribute_exists':
      return value !== undefined;
    case 'attribute_not_exists':
      return value === undefined;
    case 'begins_with':
      return value?.S !== undefined && part?.S !== undefined && value.S.startsWith(part.S);
    case 'contains':
      if (value?.S !== undefined) return part?.S !== undefined && value.S.includes(part.S);
      return value?.L?.some((element) => isEqual(element, part)) ?? false;
    default:
      return name satisfies never;
  }
}
