import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { prodAsShipped } from './testing/prod-as-shipped';
import { synthesizeStacks } from './testing/synthesize-stacks';

const { hclOf } = jest.requireActual<{ hclOf: (stack: object) => string }>('../write-hcl');

/** One block is an object in Terraform's JSON, and a list of one in what the parser of HCL returns. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.length === 1 && typeof value[0] === 'object' ? unwrapped(value[0]) : value.map(unwrapped);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '//')
      .map(([name, child]) => [name, unwrapped(child)]),
  );
}

const program = `
  const texts = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  Promise.all(texts.map((text) => require('@cdktn/hcl2json').parse('cdk.tf', text)))
    .then((parsed) => process.stdout.write(JSON.stringify(parsed), () => process.exit(0)));
`;

/** In a process of its own: the parser keeps the one that loads it from ending. */
const parse = (texts: readonly string[]): readonly unknown[] =>
  JSON.parse(
    execFileSync(process.execPath, ['-e', program], {
      cwd: join(__dirname, '../../..'),
      input: JSON.stringify(texts),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    }),
  );

describe('a stack as HCL', () => {
  it('says what its JSON says, for every stack', () => {
    const stacks = synthesizeStacks(prodAsShipped).map(({ text }) => {
      const { provider, data, resource } = JSON.parse(text);
      return { provider, data, resource };
    });

    const parsed = parse(stacks.map(hclOf));

    expect(parsed.map(unwrapped)).toEqual(stacks.map(unwrapped));
  });

  it('has blocks as blocks, arguments as arguments, and expressions as they are', () => {
    const body = {
      name: 'a "b" ${aws_sqs_queue.q.name}\n${jsonencode({"a": "b"})}',
      environment: { variables: { STAGE: 'prod' } },
      statement: [{ actions: ['a'] }, { actions: [] }],
      enabled: true,
    };

    expect(hclOf({ resource: { aws_thing: { it: body } } })).toBe(
      [
        'resource "aws_thing" "it" {',
        'name = "a \\"b\\" ${aws_sqs_queue.q.name}\\n${jsonencode({"a": "b"})}"',
        'environment {',
        'variables = { "STAGE" = "prod" }',
        '}',
        'statement {',
        'actions = ["a"]',
        '}',
        'statement {',
        'actions = []',
        '}',
        'enabled = true',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('refuses an expression that does not end', () => {
    expect(() => hclOf({ resource: { a: { b: { name: 'x ${var.y' } } } })).toThrow('does not end: ${var.y');
  });
});
