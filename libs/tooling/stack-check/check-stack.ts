import { checkDefaults } from './check-defaults.ts';
import { checkDependsOn, findCycles } from './check-order.ts';
import { checkPolicies } from './check-policies.ts';
import { checkReferences } from './check-references.ts';
import { checkSecrets } from './check-secrets.ts';
import { declarationsOf, type Edge, isObject, type Stack } from './declarations.ts';

/**
 * @param text - The content of one cdk.tf.json.
 * @returns Every problem, with its path; empty when the stack is sound.
 */
export async function checkStack(text: string): Promise<string[]> {
  let stack: Stack;
  try {
    stack = JSON.parse(text);
  } catch (error) {
    return [`is no JSON: ${(error as Error).message}`];
  }
  if (!isObject(stack) || !isObject(stack.resource)) return ['declares no resource'];
  const declared = declarationsOf(stack);
  const edges: Edge[] = [];
  const problems = await checkReferences(stack, declared, edges);
  return [
    ...problems,
    // An expression that does not parse is told once.
    ...(problems.length > 0 ? [] : await checkPolicies(declared)),
    ...checkDependsOn(declared, edges),
    ...findCycles(edges),
    ...checkSecrets(stack),
    ...checkDefaults(declared),
  ];
}
