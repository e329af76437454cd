import { createRequire } from 'node:module';

import { memoizeParser } from './memoize-parser';
import { type ExpressionParser, nameSyntaxErrors } from './name-syntax-errors';

const load = createRequire(__filename);

const parsers = Object.fromEntries(
  ['condition', 'projection', 'update'].map((name) => {
    const parser = load(`dynalite/db/${name}Parser`) as ExpressionParser;
    if (name !== 'projection') memoizeParser(load, `dynalite/db/${name}Parser`);
    nameSyntaxErrors(parser);
    return [name, parser];
  }),
);

const context = { isReserved: () => false, compare: () => false, attrVals: { ':v': { N: '1' }, ':w': { N: '2' } } };
const parsed = (name: string, text: string): unknown => parsers[name]!.parse(text, { context });

describe('a syntax error of an expression', () => {
  it.each([
    ['update', 'INVALID SYNTAX HERE', 'INVALID', 'INVALID SYNTAX'],
    ['update', 'ADD hits : incr', ':', 'hits : incr'],
    ['update', 'SET #a = :v, #, b = :w', '#', ', #,'],
    ['update', 'SET _123 = :v', '_', 'SET _123'],
    ['update', 'SET = :v', '=', 'SET = :v'],
    ['condition', 'foo', '<EOF>', 'foo'],
    ['condition', 'a+:v<b', '+', 'a+:v'],
    ['condition', '[object Object]', '[', '[object'],
    ['condition', 'a = :v AND __typename = :w', '_', 'AND __'],
    ['condition', 'attribute_type()', ')', '()'],
    ['projection', '!!! INVALID !!!', '!', '!!'],
    ['projection', 'l[a]', 'a', '[a]'],
  ])('of the %s "%s", as it was reported from AWS, names the token %s near %s', (name, text, token, near) => {
    expect(() => parsed(name, text)).toThrow(new SyntaxError(`token: "${token}", near: "${near}"`));
  });

  it.each([
    ['update', 'SET a=:v, SET b=:w', 'SET', ', SET b'],
    ['update', 'SET a = :', ':', '= :'],
    ['update', '  ', '<EOF>', ''],
    ['condition', '(a = :v', '<EOF>', ':v'],
    ['condition', 'a = :v)', ')', ':v)'],
    ['condition', 'a = \u{1F600} AND b', '\u{1F600}', '= \u{1F600} AND'],
    ['condition', 'NOT NOT a NOT', 'NOT', 'a NOT'],
    ['condition', 'a = :v AND NOT NOT', '<EOF>', 'NOT'],
    ['condition', 'NOT NOT )', ')', 'NOT )'],
    ['condition', 'a = NOT NOT :v', 'NOT', '= NOT NOT'],
  ])('of the %s "%s" names the first token that no expression goes on with', (name, text, token, near) => {
    expect(() => parsed(name, text)).toThrow(new SyntaxError(`token: "${token}", near: "${near}"`));
  });

  it('is none where NOT stands before NOT', () => {
    const { expression } = parsed('condition', 'NOT (not Not a = :v) AND NOT NOT NOT b = :w') as { expression: object };

    expect(expression).toEqual(
      (parsed('condition', 'NOT (a = :v) AND NOT b = :w') as { expression: object }).expression,
    );
  });
});
