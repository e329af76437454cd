import { type ExpressionNode } from './refuse-comparisons';

type OperationNode = Extract<ExpressionNode, { readonly args: readonly ExpressionNode[] }>;

const operation = (type: string, ...args: ExpressionNode[]): ExpressionNode => ({ type, args }) as OperationNode;

/**
 * Writes a parsed condition so that dynalite gets it right: it finds neither false nor an empty value with IN, and takes
 * the size of an empty value for unknown.
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

const isOperation = (node: ExpressionNode | undefined): node is OperationNode =>
  typeof node === 'object' && !Array.isArray(node) && Array.isArray((node as { args?: unknown }).args);
