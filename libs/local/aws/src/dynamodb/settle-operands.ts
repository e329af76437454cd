import { type Attributes, type DynaliteEngine, type ExpressionNode, type ValidatedInput } from './dynalite-engine';

/**
 * Replaces the paths on the right side of SET by copies of what they lead to: dynalite otherwise stores the same set,
 * list or map twice, and what the expression does to one of them happens to the other.
 *
 * @param before - The item before the update, or its key.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function settleOperands(
  { _updates, ...input }: ValidatedInput,
  before: Attributes,
  { valueAt }: Pick<DynaliteEngine, 'valueAt'>,
): ValidatedInput {
  if (!_updates) return input;
  const settle = (node: ExpressionNode): ExpressionNode => {
    if (Array.isArray(node)) return structuredClone(valueAt(node, before)) ?? node;
    if (!('args' in node) || !Array.isArray(node.args)) return node;
    const [path, otherwise] = node.args;
    if (node['name'] !== 'if_not_exists' || !Array.isArray(path) || !otherwise) {
      return { ...node, args: node.args.map(settle) } as ExpressionNode;
    }
    return structuredClone(valueAt(path, before)) ?? settle(otherwise);
  };
  const sections = _updates.sections.map((section) =>
    section.type === 'set' && section.val ? { ...section, val: settle(section.val) } : section,
  );
  return { ...input, _updates: { ..._updates, sections } };
}
