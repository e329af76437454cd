/**
 * The arguments that a stack must not leave out, by resource type: when nothing is said, AWS, Terraform's provider and the
 * local cloud do not mean the same. A type has an entry as soon as a stack uses it, be it an empty one, so that its
 * defaults have been looked up once.
 *
 * What all three agree on is not here, such as 30 s of visibility timeout, 4 days of retention and 10 messages a batch,
 * 185 attempts of a schedule, 2 retries of an asynchronous invocation, 128 MB and 3 s of a function, logs for ever.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/6.66.0/docs for the provider's, on the page of the type
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html for AWS's, and so on
 */

/** The provider makes a name up at each creation: neighbours, who compute names, would not find the resource. */
const name = { aws: 'required', provider: 'a random name', local: 'required' };

/** Left out later, the argument keeps the value that it had: the provider then asks AWS instead of telling it. */
const kept = 'what the resource has';

/** What leaving an argument out means to each. */
interface Defaults {
  readonly aws: string;
  readonly provider: string;
  readonly local: string;
}

export const differingDefaults: Readonly<Record<string, Readonly<Record<string, Defaults>>>> = {
  aws_sqs_queue: {
    name,
    // The provider always says a size. SQS raised its own default in August 2025, the provider its maximum in 6.8.0 only.
    // https://github.com/hashicorp/terraform-provider-aws/pull/43710
    max_message_size: { aws: '1,048,576 bytes', provider: '262,144 bytes', local: '262,144 bytes, as the provider' },
    sqs_managed_sse_enabled: { aws: 'true', provider: kept, local: 'no encryption' },
  },
  aws_sqs_queue_redrive_allow_policy: {},
  aws_sqs_queue_policy: {},
  aws_dynamodb_table: {
    // A provisioned table asks for capacities and throttles above them; local tables have none.
    billing_mode: { aws: 'PROVISIONED', provider: 'PROVISIONED', local: 'as if PAY_PER_REQUEST' },
  },
  aws_lambda_function: {
    architectures: { aws: 'x86_64', provider: 'x86_64', local: "the machine's own" },
    logging_config: { aws: 'Text', provider: kept, local: 'Text' },
    // Without it the provider sees a new bundle only where its path is new, and never one that was uploaded by hand.
    code_sha256: { aws: 'no such argument', provider: 'unseen changes', local: 'always the newest bundle' },
    tracing_config: { aws: 'PassThrough', provider: kept, local: 'no traces' },
  },
  aws_lambda_function_url: {},
  aws_lambda_permission: { statement_id: { aws: 'required', provider: 'a random id', local: 'none' } },
  aws_lambda_function_event_invoke_config: {},
  aws_lambda_function_recursion_config: {},
  aws_lambda_event_source_mapping: {},
  aws_cloudwatch_log_group: {
    name,
    deletion_protection_enabled: { aws: 'false', provider: kept, local: 'never protected' },
  },
  aws_cloudwatch_log_metric_filter: {},
  aws_cloudwatch_metric_alarm: {},
  aws_cloudwatch_composite_alarm: {},
  aws_cloudwatch_dashboard: {},
  aws_cloudwatch_query_definition: {},
  aws_scheduler_schedule: { name },
  // The tier that an account has made its default may be one that costs.
  aws_ssm_parameter: { tier: { aws: "the region's default tier", provider: kept, local: 'Standard' } },
  aws_iam_role: { name },
  aws_iam_role_policy: { name },
  aws_iam_policy: { name },
  aws_iam_role_policy_attachment: {},
  aws_iam_openid_connect_provider: {},
  aws_sns_topic: { name },
  aws_sns_topic_policy: {},
  aws_sns_topic_subscription: {},
  aws_budgets_budget: { name },
};
