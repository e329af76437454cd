import { dataRules } from './data-rules';
import { functionRules } from './function-rules';
import { policyRules, unknownActionsOf } from './policy-rules';
import { type Rule } from './rule';
import { signalRules } from './signal-rules';

/** Every rule of Checkov and Trivy that applies to a resource type of the stacks. */
export const rules: readonly Rule[] = [...functionRules, ...dataRules, ...policyRules, ...signalRules];

/** Types about which neither scanner has a rule, looked up when a stack began to use them. */
export const typesWithoutRules: readonly string[] = [
  'aws_budgets_budget',
  'aws_cloudwatch_composite_alarm',
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_log_metric_filter',
  'aws_cloudwatch_query_definition',
  'aws_lambda_event_source_mapping',
  'aws_lambda_function_event_invoke_config',
  'aws_lambda_function_recursion_config',
  'aws_sns_topic_subscription',
  'aws_sqs_queue_redrive_allow_policy',
];
export { type Body, type Rule } from './rule';
export { unknownActionsOf };
