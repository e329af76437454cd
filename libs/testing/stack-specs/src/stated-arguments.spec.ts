import { knownStages } from '@pulso/infra/stages';

import { prodAsShipped, synthesizeStacks } from './testing/stacks';

/**
 * Arguments that a stack must state, by resource type: AWS, Terraform's provider and the local cloud have different
 * defaults, or the provider makes up a name that neighbours, which compute names, would not find.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/6.66.0/docs for the provider's, on the page of the type
 */
const stated: Readonly<Record<string, readonly string[]>> = {
  // The size: AWS has 1 MiB, the provider 256 KiB. https://github.com/hashicorp/terraform-provider-aws/pull/43710
  aws_sqs_queue: ['name', 'max_message_size', 'sqs_managed_sse_enabled'],
  // A provisioned table asks for capacities and throttles above them; local tables have none.
  aws_dynamodb_table: ['billing_mode'],
  // Without code_sha256 the provider does not see a bundle that a person has uploaded by hand.
  aws_lambda_function: ['architectures', 'logging_config', 'code_sha256', 'tracing_config'],
  aws_lambda_permission: ['statement_id'],
  aws_cloudwatch_log_group: ['name', 'deletion_protection_enabled'],
  aws_scheduler_schedule: ['name'],
  // The default tier of an account may be one that costs.
  aws_ssm_parameter: ['tier'],
  aws_iam_role: ['name'],
  aws_iam_role_policy: ['name'],
  aws_sns_topic: ['name'],
  aws_budgets_budget: ['name'],
};

/** Types for which all three have the same defaults. */
const alike = [
  'aws_sqs_queue_redrive_allow_policy',
  'aws_sqs_queue_policy',
  'aws_lambda_function_url',
  'aws_lambda_function_event_invoke_config',
  'aws_lambda_function_recursion_config',
  'aws_lambda_event_source_mapping',
  'aws_cloudwatch_log_metric_filter',
  'aws_cloudwatch_metric_alarm',
  'aws_cloudwatch_composite_alarm',
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_query_definition',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
];

describe.each([
  ['prod as shipped', prodAsShipped],
  ['local', { ...knownStages.local, alerts: { ...knownStages.local.alerts, monthlyBudgetUsd: 20 } }],
])('the stacks of %s', (_stage, settings) => {
  const resources = synthesizeStacks(settings).flatMap(({ text }) =>
    Object.entries<Record<string, Record<string, unknown>>>(JSON.parse(text).resource).flatMap(([type, bodies]) =>
      Object.entries(bodies).map(([name, body]) => ({ type, name, body })),
    ),
  );

  it('have only resources whose defaults were looked up', () => {
    const types = new Set(resources.map(({ type }) => type));

    expect([...types].filter((type) => !(type in stated) && !alike.includes(type))).toEqual([]);
  });

  it('state what AWS, the provider and the local cloud default differently', () => {
    const missing = resources.flatMap(({ type, name, body }) =>
      (stated[type] ?? [])
        .filter((argument) => body[argument] === undefined || body[argument] === null)
        .map((argument) => `${type}.${name}: ${argument}`),
    );

    expect(missing).toEqual([]);
  });

  it('keep no value of a secret in the state', () => {
    const secrets = resources.filter(({ body }) => body['type'] === 'SecureString');

    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter(({ body }) => 'value' in body || 'insecure_value' in body)).toEqual([]);
  });
});
