import { knownStages } from '@pulso/infra/stages';

import { prodAsShipped, synthesizeStacks } from './testing/stacks';

type Bodies = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Of roles, queues and topics: `policy`, `assume_role_policy`, `redrive_policy` and the like. */
const holdsPolicy = /policy$/;

/** Terraform reads these while it plans: without arguments they wait for nothing. */
const knownAtPlan = /^data\.aws_(?:partition|caller_identity)\.[\w-]+\.\w+$/;

/**
 * Attributes of a resource that does not exist yet are unknown, and one unknown value hides a whole policy from the person
 * who approves the plan: "(known after apply)".
 *
 * @see https://developer.hashicorp.com/terraform/language/data-sources#data-resource-behavior
 */
function unknownIn(text: string): string[] {
  const { resource = {} }: { readonly resource?: Bodies } = JSON.parse(text);
  return Object.values(resource)
    .flatMap((bodies) => Object.values(bodies))
    .flatMap((body) => Object.entries(body).filter(([argument]) => holdsPolicy.test(argument)))
    .flatMap(([, value]) => [...JSON.stringify(value).matchAll(/\$\{([^}]*)\}/g)])
    .map(([, expression = '']) => expression)
    .filter((expression) => !knownAtPlan.test(expression));
}

describe.each([
  ['that names its account', prodAsShipped],
  ['with mails and webhooks', knownStages.local],
])('a plan of a stage %s', (_case, settings) => {
  const stacks = synthesizeStacks(settings).map(({ text }) => text);

  it('shows every policy in full before anything exists', () => {
    expect(stacks.flatMap(unknownIn)).toEqual([]);
    expect(stacks.filter((text) => text.includes('"policy":'))).not.toEqual([]);
  });

  it('has data sources that wait for nothing', () => {
    const sources = stacks.flatMap((text) => Object.values<Bodies[string]>(JSON.parse(text).data ?? {}));
    const given = sources.flatMap((bodies) => Object.values(bodies)).flatMap((body) => Object.keys(body));

    expect(given.filter((argument) => argument !== '//')).toEqual([]);
  });
});

it('finds an ARN that AWS makes up', () => {
  const policy = '{"Resource":"${aws_sqs_queue.jobs.arn}"}';

  expect(unknownIn(JSON.stringify({ resource: { aws_iam_role_policy: { needs: { policy } } } }))).toEqual([
    'aws_sqs_queue.jobs.arn',
  ]);
});
