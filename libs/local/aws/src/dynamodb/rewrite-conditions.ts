import { type AttributeValue, type ExpressionNode } from './dynalite-engine';

type OperationNode = Extract<ExpressionNode, { readonly args: readonly ExpressionNode[] }>;

const operation = (type: string, ...args: ExpressionNode[]): ExpressionNode => ({ type, args }) as OperationNode;

/**
 * Writes a parsed condition so that dynalite gets it right: it finds neither false nor an empty value with IN, BETWEEN
 * and attribute_type, and takes the size of an empty value for unknown.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function rewriteCondition(node: ExpressionNode): ExpressionNode {
  if (!isOperation(node)) return node;
  const { type, args } = node;
  if (type === 'and' || type === 'or' || type === 'not') return operation(type, ...args.map(rewriteCondition));
  const [tested, ...operands] = args;
  if (type === 'in' && tested) {
    return operands
      .map((operand) => rewriteCondition(operation('=', tested, operand)))
      .reduce((a, b) => operation('or', a, b));
  }
  if (type === 'between' && tested) {
    const [low = tested, high = tested] = operands;
    return operation('and', ...[operation('>=', tested, low), operation('<=', tested, high)].map(rewriteCondition));
  }
  const [name] = operands;
  const falsy = node.name === 'attribute_type' ? falsyOfType[(name as { S?: string } | undefined)?.S ?? ''] : undefined;
  if (falsy && tested) return operation('or', operation('=', tested, falsy), node);
  const index = args.findIndex((arg) => isOperation(arg) && arg.name === 'size' && Array.isArray(arg.args[0]));
  const path = (args[index] as OperationNode | undefined)?.args[0];
  if (!path || node.name !== undefined) return node;
  // The size as a number, and the other sizes rewritten, where the value is empty; otherwise as it was.
  const isEmpty = operation('or', operation('=', path, { S: '' }), operation('=', path, { B: '' }));
  const whenEmpty = { ...node, args: args.map((arg, position) => (position === index ? { N: '0' } : arg)) };
  return operation(
    'or',
    operation('and', isEmpty, rewriteCondition(whenEmpty)),
    operation('and', operation('not', isEmpty), node),
  );
}

/** What JavaScript takes for false, by its type's name. */
const falsyOfType: Readonly<Record<string, AttributeValue>> = { B: { B: '' }, BOOL: { BOOL: false }, S: { S: '' } };

const isOperation = (node: ExpressionNode | undefined): node is OperationNode =>
  typeof node === 'object' && !Array.isArray(node) && Array.isArray((node as { args?: unknown }).args);
