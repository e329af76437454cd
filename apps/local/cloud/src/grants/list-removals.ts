/** What stands in a stack file, as far as permissions go. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

/** One action that can be taken out of one policy. */
export interface Removal {
  /** As reports of used grants name the policy, for example `role pulso-local-bot`. */
  readonly where: string;
  readonly sid: string;
  readonly action: string;
  /** Writes the stack without it. */
  without(): StackJson;
}

interface JsonStatement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
}

type Body = Readonly<Record<string, unknown>>;

/**
 * Lists every action that a stack grants: in policies of roles, in their trust policies, in policies of queues, and in
 * permissions of functions.
 */
export const listRemovals = (stack: StackJson): Removal[] => [
  ...bodiesOf(stack, 'aws_iam_role_policy').flatMap(([name, body]) =>
    inPolicy(stack, ['aws_iam_role_policy', name, 'policy'], `role ${nameBehind(stack, body['role'])}`),
  ),
  ...bodiesOf(stack, 'aws_iam_role').flatMap(([name, body]) =>
    inPolicy(stack, ['aws_iam_role', name, 'assume_role_policy'], `trust of role ${String(body['name'])}`),
  ),
  ...bodiesOf(stack, 'aws_sqs_queue_policy').flatMap(([name, body]) =>
    inPolicy(stack, ['aws_sqs_queue_policy', name, 'policy'], `queue ${nameBehind(stack, body['queue_url'])}`),
  ),
  ...bodiesOf(stack, 'aws_lambda_permission').map(([name, body]) => ({
    where: `function ${nameBehind(stack, body['function_name'])}`,
    sid: String(body['statement_id']),
    action: String(body['action']),
    without: () => withBody(stack, 'aws_lambda_permission', name, undefined),
  })),
];

type Place = readonly [type: string, name: string, argument: string];

function inPolicy(stack: StackJson, [type, name, argument]: Place, where: string): Removal[] {
  const body = stack.resource?.[type]?.[name] ?? {};
  const document = JSON.parse(String(body[argument])) as { readonly Statement: readonly JsonStatement[] };
  return document.Statement.flatMap((statement, index) =>
    actionsOf(statement).map((action) => ({
      where,
      sid: statement.Sid ?? `#${index + 1}`,
      action,
      without: () => {
        const left = actionsOf(statement).filter((other) => other !== action);
        const replacement = left.length > 0 ? [{ ...statement, Action: left }] : [];
        const statements = document.Statement.flatMap((other, at) => (at === index ? replacement : [other]));
        const policy = JSON.stringify({ ...document, Statement: statements });
        return withBody(stack, type, name, { ...body, [argument]: policy });
      },
    })),
  );
}

const actionsOf = ({ Action }: JsonStatement): readonly string[] => [Action].flat();

const bodiesOf = (stack: StackJson, type: string): [name: string, body: Body][] =>
  Object.entries(stack.resource?.[type] ?? {});

function withBody(stack: StackJson, type: string, name: string, body: Body | undefined): StackJson {
  const { [name]: _replaced, ...others } = stack.resource?.[type] ?? {};
  return { ...stack, resource: { ...stack.resource, [type]: { ...others, ...(body && { [name]: body }) } } };
}

/** Follows `${aws_iam_role.x.name}` to the name that the resource is given. */
function nameBehind(stack: StackJson, reference: unknown): string {
  const [, type = '', name = ''] = /^\$\{([^.]+)\.([^.]+)\.\w+\}$/.exec(String(reference)) ?? [];
  const body = stack.resource?.[type]?.[name];
  return String(body?.['name'] ?? body?.['function_name'] ?? reference);
}
