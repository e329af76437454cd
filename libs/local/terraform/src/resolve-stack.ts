import { type CloudContext } from './computed-attributes';
import { type Declaration, type StackFile } from './stack-file';
import { type ResolvedResource, StackResolver } from './stack-resolver';

/** Types that no service reads: leaving them out changes nothing that runs. */
const harmlessTypes = [
  'aws_cloudwatch_composite_alarm',
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_query_definition',
  'aws_sns_topic_policy',
  'aws_budgets_budget',
  // The local cloud does not count how often a message goes round.
  'aws_lambda_function_recursion_config',
];

export interface ResolvedStack {
  readonly resources: readonly ResolvedResource[];
  /** Stack and address of harmless resources that were left out. */
  readonly ignored: readonly string[];
}

/**
 * Evaluates every resource of a stack.
 *
 * Each declaration is resolved when it is first needed and once only, so the order in the file does not matter.
 *
 * @throws {UnsupportedDeclarationError} A type or an argument with behaviour that is not imitated. Not retryable.
 * @throws {CyclicReferenceError} Names the chain. Not retryable.
 * @throws {UnknownReferenceError} Not retryable.
 * @throws {InvalidExpressionError} Not retryable.
 */
export function resolveStack(stack: StackFile, context: CloudContext): ResolvedStack {
  const resolver = new StackResolver(stack, context);
  const isHarmless = ({ type }: Declaration) => harmlessTypes.includes(type);
  const entries = [...stack.resources];
  return {
    resources: entries.filter(([, item]) => !isHarmless(item)).map(([address]) => resolver.resource(address)),
    ignored: entries.filter(([, item]) => isHarmless(item)).map(([address]) => `${stack.name}: ${address}`),
  };
}
