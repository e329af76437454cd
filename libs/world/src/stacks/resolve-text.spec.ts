import * as fc from 'fast-check';

import { InvalidExpressionError } from './errors';
import { resolveText } from './resolve-text';
import { type Value } from './value';

const known: Readonly<Record<string, Value>> = {
  'aws_sqs_queue.jobs.arn': 'arn:aws:sqs:::jobs',
  'aws_sqs_queue.dead-letters_54F8.arn': 'arn:aws:sqs:::dead',
  'aws_x.y.ports.0': 80,
  'aws_x.y.names': ['a', 'b'],
};

const valueOf = (text: string): Value =>
  resolveText(text, {
    where: 'here',
    lookUp: (path) => known[path.join('.')] ?? null,
    hashOf: (path) => {
      if (path === 'gone.zip') throw new RangeError(`${path} does not exist`);
      return `hash of ${path}`;
    },
  });

describe('resolveText', () => {
  it.each<[string, Value]>([
    ['plain text', 'plain text'],
    ['', ''],
    ['${aws_sqs_queue.jobs.arn}', 'arn:aws:sqs:::jobs'],
    ['${ aws_sqs_queue.dead-letters_54F8.arn }', 'arn:aws:sqs:::dead'],
    ['${aws_sqs_queue.jobs.arn}:*', 'arn:aws:sqs:::jobs:*'],
    ['{"arn":"${aws_sqs_queue.jobs.arn}","n":{"m":5}}', '{"arn":"arn:aws:sqs:::jobs","n":{"m":5}}'],
    ['${aws_x.y.ports[0]}', 80],
    ['port ${aws_x.y.ports[0]}', 'port 80'],
    ['${aws_x.y.names}', ['a', 'b']],
    ['$${not.this} but ${aws_x.y.ports[0]}', '${not.this} but 80'],
    ['%%{not this}', '%{not this}'],
    ['100% of $5', '100% of $5'],
    ['${filebase64sha256("assets/a.zip")}', 'hash of assets/a.zip'],
  ])('%j is %j', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  it.each([
    ['${', /a "\$\{" has no end/],
    ['x ${aws_x.y', /a "\$\{" has no end/],
    ['${}', /only references/],
    ['${1 + 2}', /only references/],
    ['${"text"}', /only references/],
    ['${aws_x.y.arn ? 1 : 2}', /only references/],
    ['${aws_x.y[*].arn}', /only references/],
    ['${[for x in aws_x.y : x]}', /only references/],
    ['${jsonencode(aws_x.y.names)}', /only references/],
    ['${aws_x}', /only references/],
    ['%{ if true }x%{ endif }', /directives are not supported/],
    ['x ${aws_x.y.names}', /aws_x\.y\.names is no text/],
    ['${filebase64sha256("gone.zip")}', /gone\.zip does not exist/],
  ])('%j is refused with the reason and the place', (text, reason) => {
    expect(() => valueOf(text)).toThrow(InvalidExpressionError);
    expect(() => valueOf(text)).toThrow(reason);
    expect(() => valueOf(text)).toThrow(/^here: /);
  });

  it('is shortened in errors', () => {
    expect(() => valueOf(`\${${'x'.repeat(10_000)}`)).toThrow(/^.{1,400}$/s);
  });

  it('either understands a text or refuses it', () => {
    const pieces = fc.constantFrom(
      ...['${', '}', '"', '[', ']', '(', ')', '{', '.', '\\', '%{', '$${', 'a', '1', ' ', '\n'],
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    );

    fc.assert(
      fc.property(texts, (text) => {
        try {
          valueOf(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidExpressionError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
