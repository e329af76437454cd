import { account, jobsArn, parse, request, worker } from '../testing/factories';
import { decide, type Decision } from './decide';

const allow = (overrides: object = {}) => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: jobsArn,
  ...overrides,
});
const deny = (overrides: object = {}) => allow({ Effect: 'Deny', ...overrides });
const other = `${jobsArn}-dlq`;

const answerOf = (decision: Decision): string => (decision.allowed ? `by ${decision.by.sid}` : decision.reason);

describe('decide', () => {
  it.each<[string, object[], Parameters<typeof request>[0], string]>([
    ['nothing is granted', [], {}, 'implicit'],
    ['action and resource fit', [allow()], {}, 'by #1'],
    ['the action is another one', [allow()], { action: 'sqs:ReceiveMessage' }, 'implicit'],
    ['the action differs in case only', [allow({ Action: 'sqs:sendmessage' })], {}, 'by #1'],
    ['the resource is another one', [allow()], { resource: other }, 'implicit'],
    ['the resource begins alike', [allow({ Resource: `${jobsArn}*` })], { resource: other }, 'by #1'],
    [
      'the resource is of another account',
      [allow({ Resource: jobsArn.replace(account, '999999999999') })],
      {},
      'implicit',
    ],
    ['one of several actions fits', [allow({ Action: ['sqs:DeleteMessage', 'sqs:Send*'] })], {}, 'by #1'],
    ['a wildcard for one letter is one letter short', [allow({ Action: 'sqs:SendMessag??' })], {}, 'implicit'],
    ['everything is granted', [allow({ Action: '*', Resource: '*' })], {}, 'by #1'],
    ['the second statement fits', [allow({ Resource: other }), allow({ Sid: 'Second' })], {}, 'by Second'],
    ['a Deny fits too', [allow(), deny()], {}, 'explicit-identity'],
    ['a Deny comes first', [deny(), allow()], {}, 'explicit-identity'],
    ['a Deny is about something else', [allow(), deny({ Resource: other })], {}, 'by #1'],
    ['NotAction leaves the action out', [allow({ Action: undefined, NotAction: 'sqs:Send*' })], {}, 'implicit'],
    ['NotAction leaves another action out', [allow({ Action: undefined, NotAction: 'sqs:Delete*' })], {}, 'by #1'],
    ['NotResource leaves the resource out', [allow({ Resource: undefined, NotResource: jobsArn })], {}, 'implicit'],
    ['NotResource leaves another resource out', [allow({ Resource: undefined, NotResource: other })], {}, 'by #1'],
    [
      'a Deny spares what NotResource names',
      [allow(), deny({ Resource: undefined, NotResource: jobsArn })],
      {},
      'by #1',
    ],
    [
      'a table is granted, its index asked for',
      [allow({ Resource: 'arn:aws:dynamodb:r:1:table/t' })],
      { resource: 'arn:aws:dynamodb:r:1:table/t/index/i' },
      'implicit',
    ],
    [
      'a log group is granted with :*',
      [allow({ Resource: 'arn:aws:logs:r:1:log-group:/g:*' })],
      { resource: 'arn:aws:logs:r:1:log-group:/g:log-stream:s' },
      'by #1',
    ],
    [
      'a log group is granted without :*',
      [allow({ Resource: 'arn:aws:logs:r:1:log-group:/g' })],
      { resource: 'arn:aws:logs:r:1:log-group:/g:log-stream:s' },
      'implicit',
    ],
    [
      'a group that begins alike is granted',
      [allow({ Resource: 'arn:aws:logs:r:1:log-group:/g:*' })],
      { resource: 'arn:aws:logs:r:1:log-group:/g2:log-stream:s' },
      'implicit',
    ],
    [
      'a star of the policy would have to reach over a colon',
      [allow({ Resource: 'arn:aws:sqs:*:jobs:x' })],
      {},
      'implicit',
    ],
    [
      'the action knows no resource and one is granted',
      [allow({ Action: 'logs:StopQuery', Resource: 'arn:aws:logs:r:1:log-group:/g:*' })],
      { action: 'logs:StopQuery', resource: '*' },
      'implicit',
    ],
    [
      'the action knows no resource and all are granted',
      [allow({ Action: 'logs:StopQuery', Resource: '*' })],
      { action: 'logs:StopQuery', resource: '*' },
      'by #1',
    ],
    ['a condition holds', [allow({ Condition: { StringEquals: { k: 'v' } } })], { context: { k: 'v' } }, 'by #1'],
    [
      'a condition does not hold',
      [allow({ Condition: { StringEquals: { k: 'v' } } })],
      { context: { k: 'w' } },
      'implicit',
    ],
    [
      'one of two conditions does not hold',
      [allow({ Condition: { StringEquals: { k: 'v', 'aws:SourceAccount': '1' } } })],
      { context: { k: 'v', 'aws:sourceaccount': '2' } },
      'implicit',
    ],
  ])('answers when %s', (_case, statements, asked, expected) => {
    const decision = decide(request(asked), { identity: parse(statements), resource: [] });

    expect(answerOf(decision)).toBe(expected);
  });

  it.each<[string, object, Parameters<typeof request>[0], string]>([
    ['everybody', allow({ Principal: '*' }), {}, 'by #1'],
    ['everybody, in the longer form', allow({ Principal: { AWS: '*' } }), {}, 'by #1'],
    ['the role', allow({ Principal: { AWS: `arn:aws:iam::${account}:role/worker` } }), {}, 'by #1'],
    ['the session', allow({ Principal: { AWS: `arn:aws:sts::${account}:assumed-role/worker/worker` } }), {}, 'by #1'],
    ['another role', allow({ Principal: { AWS: `arn:aws:iam::${account}:role/other` } }), {}, 'implicit'],
    ['the account, whose own policies decide then', allow({ Principal: { AWS: account } }), {}, 'implicit'],
    ['a service', allow({ Principal: { Service: 'sns.amazonaws.com' } }), {}, 'implicit'],
    [
      'that service',
      allow({ Principal: { Service: 'sns.amazonaws.com' } }),
      { principal: { type: 'service', name: 'sns.amazonaws.com' } },
      'by #1',
    ],
    [
      'all principals, and a caller without keys asks',
      allow({ Principal: '*' }),
      { principal: { type: 'anonymous' } },
      'by #1',
    ],
    [
      'the role, and a caller without keys asks',
      allow({ Principal: { AWS: `arn:aws:iam::${account}:role/worker` } }),
      { principal: { type: 'anonymous' } },
      'implicit',
    ],
    ['none: it denies the account', deny({ Principal: { AWS: account } }), {}, 'explicit-resource'],
    [
      'none: it denies all but another role',
      deny({ NotPrincipal: { AWS: `arn:aws:iam::${account}:role/other` } }),
      {},
      'explicit-resource',
    ],
    [
      'none: it denies all but this role',
      deny({ NotPrincipal: { AWS: `arn:aws:iam::${account}:role/worker` } }),
      {},
      'implicit',
    ],
  ])('answers when the resource allows %s', (_case, statement, asked, expected) => {
    const decision = decide(request(asked), { identity: [], resource: parse(statement, 'resource') });

    expect(answerOf(decision)).toBe(expected);
  });

  it('lets a Deny of the resource win over what the role is granted', () => {
    const resource = parse(deny({ Principal: '*' }), 'resource');

    expect(answerOf(decide(request(), { identity: parse(allow()), resource }))).toBe('explicit-resource');
  });

  it('lets a service take a role only under the conditions of its trust policy', () => {
    const trust = parse(
      {
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {
            'aws:SourceAccount': account,
            'aws:SourceArn': 'arn:aws:scheduler:r:1:schedule-group/default',
          },
        },
      },
      'trust',
    );
    const ask = (name: string, sourceArn: string) =>
      decide(
        request({
          principal: { type: 'service', name },
          action: 'sts:AssumeRole',
          resource: `arn:aws:iam::${account}:role/sweep`,
          context: { 'aws:sourceaccount': account, 'aws:sourcearn': sourceArn },
        }),
        { identity: [], resource: trust },
      ).allowed;

    expect(ask('scheduler.amazonaws.com', 'arn:aws:scheduler:r:1:schedule-group/default')).toBe(true);
    expect(ask('scheduler.amazonaws.com', 'arn:aws:scheduler:r:1:schedule-group/other')).toBe(false);
    expect(ask('lambda.amazonaws.com', 'arn:aws:scheduler:r:1:schedule-group/default')).toBe(false);
    expect(
      decide(request({ principal: worker, action: 'sts:AssumeRole' }), { identity: [], resource: trust }).allowed,
    ).toBe(false);
  });
});
