import { type Body, notImitated, StackError, type StackFile, type Value } from './stack-file';

/** The values that the cloud would answer. */
export interface CloudContext {
  readonly region: string;
  readonly accountId: string;
  queueUrl(name: string): string;
}

/** One resource with every expression replaced by its value. */
export interface ResolvedResource {
  readonly type: string;
  /** Stack and address, for errors. */
  readonly where: string;
  /** Absolute folder of its stack. */
  readonly folder: string;
  /** The stack's arguments, without those for Terraform only. */
  readonly body: Body;
  /** What AWS would compute. */
  readonly computed: { readonly arn?: string; readonly url?: string };
}

/** Types that no service reads: leaving them out changes nothing at run time. */
const harmlessTypes = [
  'aws_budgets_budget',
  'aws_cloudwatch_dashboard',
  'aws_cloudwatch_query_definition',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
  'aws_sqs_queue_redrive_allow_policy',
];

/** Order, lifecycle and package hash matter only to an apply. */
const ignoredArguments = ['//', 'depends_on', 'lifecycle', 'tags', 'code_sha256'];

/** The parts of a type's ARN: the service, the text before the name, and the argument with the name. */
const arnParts: Readonly<Record<string, readonly [service: string, before: string, argument?: string]>> = {
  aws_sqs_queue: ['sqs', ''],
  aws_dynamodb_table: ['dynamodb', 'table/'],
  aws_lambda_function: ['lambda', 'function:', 'function_name'],
  aws_cloudwatch_log_group: ['logs', 'log-group:'],
  aws_cloudwatch_metric_alarm: ['cloudwatch', 'alarm:', 'alarm_name'],
  aws_scheduler_schedule: ['scheduler', 'schedule/default/'],
  aws_ssm_parameter: ['ssm', 'parameter'],
  aws_sns_topic: ['sns', ''],
  aws_iam_role: ['iam', 'role/'],
};

/** Types without an ARN that configure others. */
const furtherTypes = [
  'aws_cloudwatch_log_metric_filter',
  'aws_iam_role_policy',
  'aws_lambda_event_source_mapping',
  'aws_lambda_function_event_invoke_config',
  'aws_lambda_function_url',
  'aws_lambda_permission',
];

/**
 * Evaluates every resource of a stack.
 *
 * Each declaration is resolved once, when first needed, so the order in the file does not matter.
 *
 * @throws {StackError} A type that is not imitated, an expression that is not understood, a reference to nothing.
 */
export function resolveStack(stack: StackFile, context: CloudContext): readonly ResolvedResource[] {
  const resolved = new Map<string, ResolvedResource>();
  const busy = new Set<string>();
  const dataSources: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    aws_caller_identity: { account_id: context.accountId },
    aws_partition: { partition: 'aws', dns_suffix: 'amazonaws.com' },
  };

  const resourceAt = (type: string, name: string): ResolvedResource => {
    const address = `${type}.${name}`;
    const known = resolved.get(address);
    if (known) return known;
    const where = `${stack.name}: ${address}`;
    if (!Object.hasOwn(arnParts, type) && !furtherTypes.includes(type)) {
      throw notImitated(where, `resources of type ${type}`);
    }
    if (busy.has(address)) {
      throw new StackError(where, `declarations refer to each other in a circle: ${[...busy, address].join(' -> ')}`);
    }
    busy.add(address);
    const declared = Object.entries(stack.resources[type]?.[name] ?? {});
    const kept = declared.filter(([key]) => !ignoredArguments.includes(key));
    const body = Object.fromEntries(kept.map(([key, value]) => [key, resolve(value, `${where}.${key}`)]));
    busy.delete(address);
    const resource = { type, where, folder: stack.folder, body, computed: computedFor(type, body, context, where) };
    resolved.set(address, resource);
    return resource;
  };

  const resolve = (value: Value, where: string): Value => {
    if (typeof value === 'string') return resolveText(value, (reference) => lookUp(reference, where), where);
    if (typeof value !== 'object' || value === null) return value;
    if (isList(value)) return value.map((item, index) => resolve(item, `${where}[${index}]`));
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member, `${where}.${key}`)]));
  };

  const lookUp = (reference: string, where: string): Value => {
    const [type = '', name = '', attribute = '', rest] = reference.replace(/^data\./, '').split('.');
    const isData = reference.startsWith('data.');
    const declared = (isData ? stack.dataSources : stack.resources)[type]?.[name];
    if (!declared || rest !== undefined) throw new StackError(where, `${reference} is not declared`);
    const value = isData ? own(dataSources[type], attribute) : attributeOf(resourceAt(type, name), attribute);
    if (value === undefined) throw new StackError(where, `the attribute ${reference} is not known to the local cloud`);
    return value;
  };

  const running = Object.entries(stack.resources).filter(([type]) => !harmlessTypes.includes(type));
  return running.flatMap(([type, named]) => Object.keys(named).map((name) => resourceAt(type, name)));
}

const isList = (value: Body | readonly Value[]): value is readonly Value[] => Array.isArray(value);

const own = (values: Body | undefined, name: string): Value | undefined =>
  values && Object.hasOwn(values, name) ? values[name] : undefined;

const attributeOf = ({ body, computed }: ResolvedResource, name: string): Value | undefined =>
  own({ ...body, ...computed }, name);

/** Generated names would differ from start to start, so every resource with an ARN needs a name of its own. */
function computedFor(type: string, body: Body, context: CloudContext, where: string): ResolvedResource['computed'] {
  const parts = arnParts[type];
  if (!parts) return {};
  const [service, before, argument = 'name'] = parts;
  const name = body[argument];
  if (typeof name !== 'string' || name === '') throw new StackError(where, `it needs "${argument}", a text`);
  const region = service === 'iam' ? '' : context.region;
  const arn = `arn:aws:${service}:${region}:${context.accountId}:${before}${name}`;
  return { arn, ...(type === 'aws_sqs_queue' && { url: context.queueUrl(name) }) };
}

/** Escapes, directives and expressions; one that does not end has no group. */
const marks = /\$\$\{|%%\{|%\{|\$\{(?:([^{}]*)\})?/g;
const wholeReference = /^\$\{([^{}]*)\}$/;
const referencePattern = /^[A-Za-z_][\w-]*(?:\.[\w-]+){2,3}$/;

/**
 * Resolves a string of Terraform JSON: text with `${...}` in it. Only references are supported: synthesized stacks have
 * nothing else of Terraform's language.
 *
 * @returns A string that is exactly one `${...}` keeps the type of its value.
 * @throws {StackError} Malformed, or another part of the language; and what `lookUp` throws.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function resolveText(text: string, lookUp: (reference: string) => Value, where: string): Value {
  const fail = (reason: string): never => {
    throw new StackError(where, `"${text.slice(0, 200)}" can't be evaluated: ${reason}`);
  };
  const valueOf = (expression: string): Value =>
    referencePattern.test(expression) ? lookUp(expression) : fail('only references are supported');
  const [, whole] = wholeReference.exec(text) ?? [];
  if (whole !== undefined) return valueOf(whole.trim());
  return text.replace(marks, (mark: string, expression: string | undefined) => {
    if (mark === '$${' || mark === '%%{') return mark.slice(1);
    if (mark === '%{') return fail('template directives are not supported');
    if (expression === undefined) return fail('a "${" has no end');
    const value = valueOf(expression.trim());
    return typeof value === 'object' ? fail(`${expression.trim()} is no text`) : String(value);
  });
}
