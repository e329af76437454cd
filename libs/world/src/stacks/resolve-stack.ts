import { type CloudContext } from './computed-attributes';
import { type StackFile } from './stack-file';
import { type ResolvedResource, StackResolver } from './stack-resolver';

/** Types that no service reads: they are left out, which changes nothing that runs. */
const harmlessTypes = [
  'aws_cloudwatch_composite_alarm',
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_query_definition',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
  'aws_sqs_queue_redrive_allow_policy',
  'aws_budgets_budget',
  // The local cloud does not count how often a message goes round.
  'aws_lambda_function_recursion_config',
];

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
export function resolveStack(stack: StackFile, context: CloudContext): readonly ResolvedResource[] {
  const resolver = new StackResolver(stack, context);
  const running = [...stack.resources].filter(([, { type }]) => !harmlessTypes.includes(type));
  return running.map(([address]) => resolver.resource(address));
}
