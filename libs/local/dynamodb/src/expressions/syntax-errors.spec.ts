import { planRead, planWrite } from './plans';

type Kind = 'condition' | 'projection' | 'update';

/** Plans a request with one expression. */
function plan(kind: Kind, text: string): unknown {
  const given = { ExpressionAttributeValues: { ':v': { N: '1' }, ':w': { N: '2' } } };
  switch (kind) {
    case 'condition':
      return planWrite({ ConditionExpression: text, ...given });
    case 'update':
      return planWrite({ UpdateExpression: text, ...given });
    case 'projection':
      return planRead({ ProjectionExpression: text });
    default:
      return kind satisfies never;
  }
}

const syntaxError = (token: string, near: string) =>
  expect.objectContaining({
    name: 'ValidationException',
    message: expect.stringContaining(`Syntax error; token: "${token}", near: "${near}"`),
  });

/**
 * DynamoDB's texts are documented nowhere. The form is that of answers which users of AWS reported; which of several
 * defects is told is unverified.
 *
 * @see https://github.com/nubo-db/dynamodb-conformance/tree/main/tests/tier3/error-messages (texts of a real account)
 * @see https://github.com/aws/aws-cdk/issues/7591 (a lone colon)
 */
describe('a syntax error of an expression', () => {
  it.each<[Kind, string, string, string]>([
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
  ])('of the %s "%s", as it was reported from AWS, names the token %s near %s', (kind, text, token, near) => {
    expect(() => plan(kind, text)).toThrow(syntaxError(token, near));
  });

  it.each<[Kind, string, string, string]>([
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
  ])('of the %s "%s" names the first token that no expression goes on with', (kind, text, token, near) => {
    expect(() => plan(kind, text)).toThrow(syntaxError(token, near));
  });

  it('is none where NOT stands before NOT', () => {
    expect(() => plan('condition', 'NOT (not Not a = :v) AND NOT NOT NOT b = :w')).not.toThrow();
  });
});
