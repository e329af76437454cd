import { InvalidExpressionError } from '../errors';
import { type Scope, evaluate } from './evaluate';
import { type Value } from './expression';
import { parseTemplate } from './parse-template';

const known: Readonly<Record<string, Value>> = {
  'aws_sqs_queue.jobs.arn': 'arn:aws:sqs:::jobs',
  'aws_sqs_queue.dead-letters_54F8.arn': 'arn:aws:sqs:::dead',
  'aws_x.y.ports.0': 80,
  'aws_x.y.names': ['a', 'b'],
};

const valueOf = (text: string): Value => {
  const scope: Scope = {
    where: 'here',
    text,
    lookUp: (path) => known[path.join('.')] ?? null,
    functions: { filebase64sha256: (path) => `hash of ${String(path)}` },
  };
  return evaluate(parseTemplate(text, 'here'), scope);
};

describe('a template', () => {
  it.each<[string, Value]>([
    ['plain text', 'plain text'],
    ['', ''],
    ['${aws_sqs_queue.jobs.arn}', 'arn:aws:sqs:::jobs'],
    ['${aws_sqs_queue.dead-letters_54F8.arn}', 'arn:aws:sqs:::dead'],
    ['${aws_sqs_queue.jobs.arn}:*', 'arn:aws:sqs:::jobs:*'],
    ['{"arn":"${aws_sqs_queue.jobs.arn}","n":5}', '{"arn":"arn:aws:sqs:::jobs","n":5}'],
    ['a\\n"${1}"', 'a\\n"1"'],
    ['${aws_x.y.ports[0]}', 80],
    ['${aws_x.y.names}', ['a', 'b']],
    ['${"${aws_sqs_queue.jobs.arn}/${1 }"}', 'arn:aws:sqs:::jobs/1'],
    ['${ -1.5e2 }', -150],
    ['${true}', true],
    ['${null}', null],
    ['is ${false}', 'is false'],
    ['$${not.this} but ${1}', '${not.this} but 1'],
    ['%%{not this} but ${1}', '%{not this} but 1'],
    ['100% of $5 and ${1}', '100% of $5 and 1'],
    ['${"tab\\t quote\\" \\u00e9 \\U0001F600 brace }"}', 'tab\t quote" é 😀 brace }'],
    ['${["a", 1, [true],]}', ['a', 1, [true]]],
    ['${{a = 1, "b c" = "x", c : null}}', { a: 1, 'b c': 'x', c: null }],
    ['${{\n  a = 1\n  b = 2\n}}', { a: 1, b: 2 }],
    ['${{}}', {}],
    ['${[]}', []],
  ])('%j is %j', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  it.each([
    ['${', /expected a value/],
    ['${aws_x.y', /expected "}"/],
    ['${}', /expected a value/],
    ['${"open}', /expected/],
    ['${[1, 2}', /expected "," or "\]"/],
    ['${{a 1}}', /expected "="/],
    ['${1 + 2}', /operators are not supported/],
    ['${a.b ? 1 : 2}', /operators are not supported/],
    ['${!true}', /expected a value/],
    ['${aws_x.y[*].arn}', /splats are not supported/],
    ['${aws_x.y.*.arn}', /splats are not supported/],
    ['${[for x in aws_x.y : x]}', /for expressions are not supported/],
    ['${{for k in aws_x.y : k => 1}}', /for expressions are not supported/],
    ['%{ if true }x%{ endif }', /directives are not supported/],
    ['${aws_x.y[aws_x.z.n]}', /an index must be a constant/],
    ['${"\\q"}', /unknown escape/],
    ['${timestamp()}', /the function timestamp is not supported/],
    ['${toString()}', /the function toString is not supported/],
    ['x ${[1]}', /a list is no text/],
    ['x ${null}', /null is no text/],
    ['${join(",")}', undefined],
    ['${join(",", "a")}', /expected a list/],
    ['${jsonencode()}', /a parameter is missing/],
    [`\${${'['.repeat(100_000)}`, /nested more than 100 levels/],
    [`\${${'"${'.repeat(100_000)}`, /nested more than 100 levels/],
  ])('%.40j is refused with the reason and the place', (text, reason) => {
    if (reason === undefined) {
      expect(valueOf(text)).toBe('');
      return;
    }
    expect(() => valueOf(text)).toThrow(InvalidExpressionError);
    expect(() => valueOf(text)).toThrow(reason);
    expect(() => valueOf(text)).toThrow(/^here: /);
  });

  it('is shortened in errors', () => {
    expect(() => valueOf(`\${${'x'.repeat(10_000)}`)).toThrow(/^.{1,400}$/s);
  });
});

describe('the functions', () => {
  it.each<[string, Value]>([
    ['${jsonencode({"b" = 1, "a" = [true, null]})}', '{"a":[true,null],"b":1}'],
    ['${jsonencode("<aws.scheduler.scheduled-time> & co")}', '"\\u003caws.scheduler.scheduled-time\\u003e \\u0026 co"'],
    ['${join("-", ["a", 1], ["b"])}', 'a-1-b'],
    ['${tostring(5)}', '5'],
    ['${tostring(null)}', null],
    ['${toset(["a", "b", "a"])}', ['a', 'b']],
    ['${filebase64sha256("assets/a.zip")}', 'hash of assets/a.zip'],
    ['${jsonencode(tostring(1))}', '"1"'],
  ])('%s is %j', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });
});
