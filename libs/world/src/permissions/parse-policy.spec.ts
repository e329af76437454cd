import { createGrantUses, type Grant } from './grant-uses';
import { InvalidPolicyError, parsePolicy, type ParsePolicyOptions, type PolicyKind } from './parse-policy';
import { allow, jobsArn, parse } from './testing/factories';

const options: ParsePolicyOptions = {
  kind: 'identity',
  where: 'role worker',
  conditionKeys: new Set(['aws:sourcearn']),
};

describe('parsePolicy', () => {
  it('names a statement without a Sid by its place', () => {
    expect(parse([allow()])).toEqual([
      {
        ...{ where: 'role worker', sid: '#1', effect: 'Allow', conditions: [] },
        ...{ actions: ['sqs:SendMessage'], resources: [jobsArn] },
      },
    ]);
  });

  const { Resource: _resource, ...trusting } = allow({ Principal: '*' });
  const { Action: _action, ...actionless } = allow();
  const conditional = (operator: string, condition: object) => allow({ Condition: { [operator]: condition } });

  it.each<[string, object, RegExp, PolicyKind?]>([
    ['an unknown element', allow({ NotAction: 'x' }), /role worker, statement #1: "NotAction" is not evaluated here/],
    ['no effect', allow({ Effect: 'allow' }), /"Effect" must be Allow or Deny/],
    ['no action', actionless, /"Action" must be a text or a list/],
    ['an empty list of actions', allow({ Action: [] }), /"Action" must be a text or a list/],
    ['an action without a service', allow({ Action: 'SendMessage' }), /"SendMessage" is no action/],
    ['no resource', { Effect: 'Allow', Action: '*' }, /it needs "Resource"/],
    ['a resource that is no ARN', allow({ Resource: 'jobs' }), /"jobs" is no resource/],
    ['a policy variable', allow({ Resource: 'arn:aws:sqs:r:1:${aws:username}' }), /the policy variable in/],
    ['principals in an identity policy', allow({ Principal: '*' }), /must not have "Principal"/],
    ['no principal in a resource policy', allow(), /it needs "Principal"/, 'resource'],
    ['resources in a trust policy', allow({ Principal: '*' }), /must not have "Resource"/, 'trust'],
    ['a kind of principal', { ...trusting, Principal: { AWS: 'x' } }, /principal: "AWS" is not evaluated/, 'trust'],
    [
      'a condition key',
      conditional('StringEquals', { 'aws:PrincipalTag': 'a' }),
      /the condition key "aws:PrincipalTag"/,
    ],
    ['a condition operator', conditional('Null', { 'aws:SourceArn': 'true' }), /condition: "Null" is not evaluated/],
    ['a variable in a condition', conditional('Bool', { 'aws:SourceArn': '${a}' }), /the policy variable in/],
    ['no values', conditional('StringEquals', { 'aws:SourceArn': [] }), /StringEquals of aws:SourceArn must be/],
  ])('refuses %s', (_case, statement, message, kind = 'identity') => {
    const read = () => parsePolicy({ Version: '2012-10-17', Statement: [statement] }, { ...options, kind });

    expect(read).toThrow(InvalidPolicyError);
    expect(read).toThrow(message);
  });

  it.each([
    ['a text', 'policy', /must be a JSON object/],
    ['the older language', { Version: '2008-10-17', Statement: [allow()] }, /"Version" must be/],
    ['no list of statements', { Version: '2012-10-17', Statement: allow() }, /"Statement" must be a list/],
    ['a foreign element', { Version: '2012-10-17', Statement: [allow()], Rules: [] }, /"Rules"/],
    [
      'two statements of one Sid',
      { Version: '2012-10-17', Statement: [allow({ Sid: 'A' }), allow({ Sid: 'A' })] },
      /two statements have the Sid "A"/,
    ],
  ])('refuses %s as a policy', (_case, document, message) => {
    expect(() => parsePolicy(document, options)).toThrow(message);
  });
});

describe('createGrantUses', () => {
  const textOf = ({ sid, element, pattern }: Grant): string => `${sid} ${element} ${pattern}`;

  it('counts a request for the first pattern that fits, and leaves denials out', () => {
    const statements = parse([
      allow({ Sid: 'Send', Action: ['sqs:SendMessage', 'sqs:*'], Resource: [jobsArn, `${jobsArn}-dlq`] }),
      allow({ Sid: 'Never', Effect: 'Deny' }),
    ]);
    const uses = createGrantUses(statements);
    const [send] = statements;

    if (send) uses.note(send, { action: 'sqs:SendMessage', resource: jobsArn });

    expect(uses.used().map(textOf)).toEqual(['Send action sqs:SendMessage', `Send resource ${jobsArn}`]);
    expect(uses.unused().map(textOf)).toEqual(['Send action sqs:*', `Send resource ${jobsArn}-dlq`]);
  });
});
