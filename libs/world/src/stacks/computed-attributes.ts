import { InvalidDeclarationError } from './errors';
import { type Value } from './value';

/** What the cloud would answer. */
export interface CloudContext {
  readonly region: string;
  readonly accountId: string;
  queueUrl(name: string): string;
}

type Body = Readonly<Record<string, Value>>;
type Attributes = Readonly<Record<string, Value>>;
type Compute = (body: Body, context: CloudContext, where: string) => Attributes;

/** Builds an ARN of the standard partition. @example arnOf(context, 'sqs', 'jobs') */
export const arnOf = ({ region, accountId }: CloudContext, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;

const nothing: Compute = () => ({});

/** What AWS would compute for each resource type that the local cloud knows. Other types are not supported. */
export const computedAttributes: Readonly<Record<string, Compute>> = {
  aws_sqs_queue: (body, context, where) => {
    const name = nameOf(body, 'name', where);
    const url = context.queueUrl(name);
    return { arn: arnOf(context, 'sqs', name), url, id: url };
  },
  aws_sqs_queue_policy: nothing,
  aws_dynamodb_table: (body, context, where) => {
    const name = nameOf(body, 'name', where);
    return { arn: arnOf(context, 'dynamodb', `table/${name}`), id: name };
  },
  aws_lambda_function: (body, context, where) => {
    const name = nameOf(body, 'function_name', where);
    return { arn: arnOf(context, 'lambda', `function:${name}`), id: name };
  },
  aws_lambda_function_url: nothing,
  aws_lambda_permission: nothing,
  aws_lambda_function_event_invoke_config: nothing,
  aws_lambda_event_source_mapping: nothing,
  aws_cloudwatch_log_group: (body, context, where) => {
    const name = nameOf(body, 'name', where);
    return { arn: arnOf(context, 'logs', `log-group:${name}`), id: name };
  },
  aws_cloudwatch_log_metric_filter: nothing,
  aws_cloudwatch_metric_alarm: (body, context, where) => {
    const name = nameOf(body, 'alarm_name', where);
    return { arn: arnOf(context, 'cloudwatch', `alarm:${name}`), id: name };
  },
  aws_scheduler_schedule: (body, context, where) => {
    const name = nameOf(body, 'name', where);
    return { arn: arnOf(context, 'scheduler', `schedule/default/${name}`), id: `default/${name}` };
  },
  aws_ssm_parameter: (body, context, where) => {
    const name = nameOf(body, 'name', where);
    return { arn: arnOf(context, 'ssm', `parameter${name.startsWith('/') ? '' : '/'}${name}`), id: name };
  },
  aws_sns_topic: (body, context, where) => {
    const arn = arnOf(context, 'sns', nameOf(body, 'name', where));
    return { arn, id: arn };
  },
  aws_iam_role: (body, { accountId }, where) => {
    const name = nameOf(body, 'name', where);
    return { arn: `arn:aws:iam::${accountId}:role/${name}`, id: name };
  },
  aws_iam_role_policy: nothing,
};

/** Generated names would differ from start to start, so every named resource needs a name of its own. */
function nameOf(body: Body, argument: string, where: string): string {
  const name = body[argument];
  if (typeof name === 'string' && name !== '') return name;
  throw new InvalidDeclarationError(where, `it needs "${argument}", a text`);
}
