import { InvalidPolicyError } from '../errors';
import { parsePolicy, type ParsePolicyOptions } from './parse-policy';

const options: ParsePolicyOptions = {
  kind: 'identity',
  where: 'role worker',
  conditionKeys: new Set(['aws:sourcearn']),
};
const good = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };
const read = (statement: object, overrides: Partial<ParsePolicyOptions> = {}) =>
  parsePolicy({ Version: '2012-10-17', Statement: statement }, { ...options, ...overrides });

describe('parsePolicy', () => {
  it('reads one statement as a list of one, and names it by its place', () => {
    expect(read(good)).toEqual([
      {
        where: 'role worker',
        sid: '#1',
        effect: 'Allow',
        actions: { negated: false, patterns: ['sqs:SendMessage'] },
        resources: { negated: false, patterns: ['*'] },
        conditions: [],
      },
    ]);
  });

  it.each<[string, object, RegExp, Partial<ParsePolicyOptions>?]>([
    [
      'an unknown element',
      { ...good, Actions: 'x' },
      /role worker, statement #1: the element "Actions" does not exist/,
    ],
    ['no effect', { ...good, Effect: 'allow' }, /"Effect" must be Allow or Deny/],
    ['no action', { Effect: 'Allow', Resource: '*' }, /it needs "Action"/],
    ['an empty list of actions', { ...good, Action: [] }, /"Action" must be a text or a list/],
    ['an action without a service', { ...good, Action: 'SendMessage' }, /"SendMessage" is no action/],
    ['an action that is no text', { ...good, Action: [1] }, /"Action" must be/],
    ['Action and NotAction', { ...good, NotAction: 'sqs:*' }, /both "Action" and "NotAction"/],
    ['no resource', { Effect: 'Allow', Action: '*' }, /it needs "Resource"/],
    ['a resource that is no ARN', { ...good, Resource: 'jobs' }, /"jobs" is no resource/],
    ['a policy variable', { ...good, Resource: 'arn:aws:sqs:r:1:${aws:username}' }, /the policy variable in/],
    ['principals in an identity policy', { ...good, Principal: '*' }, /must not name principals/],
    ['no principal in a resource policy', good, /it needs "Principal"/, { kind: 'resource' }],
    ['resources in a trust policy', { ...good, Principal: '*' }, /must not name resources/, { kind: 'trust' }],
    [
      'a kind of principal',
      { ...good, Principal: { Federated: 'x' } },
      /kind Federated are not evaluated/,
      { kind: 'resource' },
    ],
    [
      'a wildcard in a principal',
      { ...good, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } },
      /is no principal/,
      { kind: 'resource' },
    ],
    [
      'a service that is none',
      { ...good, Principal: { Service: 'lambda' } },
      /"lambda" is no service/,
      { kind: 'resource' },
    ],
    [
      'a condition key that no request carries',
      { ...good, Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } },
      /the condition key "aws:PrincipalTag\/team" is not evaluated here/,
    ],
    [
      'a condition operator',
      { ...good, Condition: { IpAddress: { 'aws:SourceArn': 'a' } } },
      /the condition operator "IpAddress" is not evaluated here/,
    ],
    [
      'a misspelt operator',
      { ...good, Condition: { stringEquals: { 'aws:SourceArn': 'a' } } },
      /"stringEquals" is not evaluated/,
    ],
    ['Null with a suffix', { ...good, Condition: { NullIfExists: { 'aws:SourceArn': 'true' } } }, /"NullIfExists"/],
    [
      'a number that is none',
      { ...good, Condition: { NumericEquals: { 'aws:SourceArn': 'ten' } } },
      /can't have the value "ten"/,
    ],
    [
      'a date that is none',
      { ...good, Condition: { DateLessThan: { 'aws:SourceArn': 'soon' } } },
      /can't have the value "soon"/,
    ],
    [
      'a truth that is none',
      { ...good, Condition: { Bool: { 'aws:SourceArn': 'yes' } } },
      /can't have the value "yes"/,
    ],
    [
      'a variable in a condition',
      { ...good, Condition: { StringEquals: { 'aws:SourceArn': '${aws:username}' } } },
      /the policy variable in/,
    ],
    [
      'no values',
      { ...good, Condition: { StringEquals: { 'aws:SourceArn': [] } } },
      /StringEquals of aws:SourceArn must be/,
    ],
  ])('refuses %s', (_case, statement, message, overrides = {}) => {
    expect(() => read(statement, overrides)).toThrow(InvalidPolicyError);
    expect(() => read(statement, overrides)).toThrow(message);
  });

  it.each([
    ['a text', 'policy', /must be a JSON object/],
    ['the older language', { Version: '2008-10-17', Statement: [good] }, /"Version" must be/],
    ['no version', { Statement: [good] }, /"Version" must be/],
    ['a foreign element', { Version: '2012-10-17', Statement: [good], Rules: [] }, /"Rules"/],
    ['a statement that is null', { Version: '2012-10-17', Statement: [null] }, /a statement must be a JSON object/],
    [
      'two statements of one Sid',
      {
        Version: '2012-10-17',
        Statement: [
          { ...good, Sid: 'A' },
          { ...good, Sid: 'A' },
        ],
      },
      /two statements have the Sid "A"/,
    ],
  ])('refuses %s as a policy', (_case, document, message) => {
    expect(() => parsePolicy(document, options)).toThrow(message);
  });
});
