import { AwsError } from '../service';
import {
  type AttributeValue,
  type Attributes,
  type DynaliteEngine,
  type ExpressionNode,
  type Operation,
  type Path,
} from './dynalite-engine';

const orders = new Set(['<', '<=', '>', '>=', 'between']);

/**
 * Refuses the order of values that have none, which dynalite does not see.
 *
 * @param name - Of the expression, for example `FilterExpression`.
 * @throws {AwsError} ValidationException. Its text is that of the same error for functions; unverified for operators.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function refuseUnorderedValues(name: string, node: ExpressionNode): void {
  if (!isOperation(node)) return;
  for (const arg of node.args) refuseUnorderedValues(name, arg);
  if (!orders.has(node.type)) return;
  const value = node.args.find((arg) => !isOperation(arg) && !isPath(arg) && !isOrdered(typeOf(arg)));
  if (!value) return;
  throw unordered(name, node.type, typeOf(value as AttributeValue));
}

/** @returns The error for bounds that have no order, where dynalite says that theirs is wrong; otherwise the same error. */
export function blameUnorderedBounds(error: unknown): unknown {
  const wrongOrder =
    /^Invalid (\w+): The BETWEEN operator requires upper bound .+? lower bound operand: AttributeValue: \{(\w+):/;
  const [, name = '', type = 'S'] = wrongOrder.exec((error as Error).message) ?? [];
  return isOrdered(type) ? error : unordered(name, 'between', type);
}

const unordered = (name: string, operator: string, type: string): AwsError =>
  new AwsError(
    'ValidationException',
    `Invalid ${name}: Incorrect operand type for operator or function; ` +
      `operator or function: ${operator.toUpperCase()}, operand type: ${type}`,
  );

const comparators = new Set(['=', '<>', '<', '<=', '>', '>=']);

/**
 * Refuses the comparisons that dynalite gets wrong, so that no code builds on a wrong answer: of two maps or two lists (it
 * compares identities), of two attributes that are both absent (it finds them equal), the order of two sets or other
 * values that have none (it compares their texts), `contains` with anything but a string, number or binary (it is always
 * false), and operands of functions that are absent (it fails, in a filter even outside of the call).
 *
 * @param item - The item that the expression will be evaluated on; undefined for a filter, where the items are not
 * known yet and attributes can be compared with values only.
 * @throws {AwsError} ValidationException. Not retryable.
 */
export function refuseComparisons(
  expression: ExpressionNode | undefined,
  item: Attributes | undefined,
  { valueAt }: Pick<DynaliteEngine, 'valueAt'>,
): void {
  if (!isOperation(expression)) return;
  const { type, name, args } = expression;
  if (type === 'and' || type === 'or' || type === 'not') {
    for (const arg of args) refuseComparisons(arg, item, { valueAt });
    return;
  }
  const types = args.map((arg) => {
    if (isOperation(arg) || (isPath(arg) && !item)) return undefined;
    return typeOf(isPath(arg) ? item && valueAt(arg, item) : arg);
  });
  const reason = comparators.has(type) ? reasonAgainstSides(type, types) : reasonAgainstOperands(name ?? type, types);
  if (reason === undefined) return;
  throw new AwsError('ValidationException', `The local cloud does not emulate "${name ?? type}" with ${reason}.`);
}

/** Undefined: not known before there is an item. */
type Types = readonly (string | undefined)[];

const absent = 'absent';

function reasonAgainstSides(comparator: string, [left, right]: Types): string | undefined {
  // Nothing equals a value of another type, or is before or after it.
  if (left !== undefined && right !== undefined && left !== right) return undefined;
  const type = left ?? right ?? absent;
  if (type === absent) return left === right ? 'two attributes that are absent or unknown' : undefined;
  if (isDocument(type)) return 'maps or lists';
  const isEquality = comparator === '=' || comparator === '<>';
  return isEquality || isOrdered(type) ? undefined : 'other operands than S, N and B';
}

/** The first operand is what is tested and may be absent. */
function reasonAgainstOperands(operator: string, [, ...operands]: Types): string | undefined {
  if (operands.includes(undefined) || operands.includes(absent)) return 'an operand that is absent or unknown';
  if (operator === 'contains' && !isOrdered(operands[0])) return 'other operands than S, N and B';
  if (operator === 'begins_with' && !['S', 'B'].includes(operands[0] ?? '')) return 'other operands than S and B';
  return undefined;
}

const isOrdered = (type: string | undefined): boolean => type === 'S' || type === 'N' || type === 'B';

const isDocument = (type: string | undefined): boolean => type === 'M' || type === 'L';

const isPath = (node: ExpressionNode | undefined): node is Path => Array.isArray(node);

const isOperation = (node: ExpressionNode | undefined): node is Operation =>
  node !== undefined && !isPath(node) && 'args' in node;

const typeOf = (value: AttributeValue | undefined): string => (value && Object.keys(value)[0]) ?? absent;
