import fc from 'fast-check';

import { type AccessRequest, decide, type Decision, denialText, type RequestContext } from './decide';
import { type Statement } from './parse-policy';
import { account, allow, jobsArn, parse, request } from './testing/factories';

const deny = (overrides: object = {}) => allow({ Effect: 'Deny', ...overrides });
const other = `${jobsArn}-dlq`;
const logs = 'arn:aws:logs:r:1:log-group:/g';
const stream = { resource: `${logs}:log-stream:s` };
const stopQuery = { action: 'logs:StopQuery', resource: '*' };

const answerOf = (decision: Decision): string => (decision.allowed ? `by ${decision.by.sid}` : decision.reason);

describe('decide', () => {
  it.each<[string, object[], Partial<AccessRequest>, string]>([
    ['nothing is granted', [], {}, 'implicit'],
    ['action and resource fit', [allow()], {}, 'by #1'],
    ['the action is another one', [allow()], { action: 'sqs:ReceiveMessage' }, 'implicit'],
    ['the action differs in case only', [allow({ Action: 'sqs:sendmessage' })], {}, 'by #1'],
    ['the resource is another one', [allow()], { resource: other }, 'implicit'],
    ['the resource begins alike', [allow({ Resource: `${jobsArn}*` })], { resource: other }, 'by #1'],
    ['the account is another one', [allow({ Resource: jobsArn.replace(account, '9'.repeat(12)) })], {}, 'implicit'],
    ['one of several actions fits', [allow({ Action: ['sqs:DeleteMessage', 'sqs:Send*'] })], {}, 'by #1'],
    ['a wildcard for one letter is one letter short', [allow({ Action: 'sqs:SendMessag??' })], {}, 'implicit'],
    ['everything is granted', [allow({ Action: '*', Resource: '*' })], {}, 'by #1'],
    ['the second statement fits', [allow({ Resource: other }), allow({ Sid: 'Second' })], {}, 'by Second'],
    ['a Deny fits too', [allow(), deny()], {}, 'explicit-identity'],
    ['a Deny is about something else', [allow(), deny({ Resource: other })], {}, 'by #1'],
    [
      'a table is granted, its index asked for',
      [allow({ Resource: 'arn:aws:dynamodb:r:1:table/t' })],
      { resource: 'arn:aws:dynamodb:r:1:table/t/index/i' },
      'implicit',
    ],
    ['a log group is granted with :*', [allow({ Resource: `${logs}:*` })], stream, 'by #1'],
    ['a log group is granted without :*', [allow({ Resource: logs })], stream, 'implicit'],
    ['a group that begins alike is granted', [allow({ Resource: `${logs}2:*` })], stream, 'implicit'],
    ['a star would have to reach over a colon', [allow({ Resource: 'arn:aws:sqs:*:jobs:x' })], {}, 'implicit'],
    [
      'the action knows no resource and one is granted',
      [allow({ Action: 'logs:StopQuery', Resource: `${logs}:*` })],
      stopQuery,
      'implicit',
    ],
    [
      'the action knows no resource and all are granted',
      [allow({ Action: 'logs:StopQuery', Resource: '*' })],
      stopQuery,
      'by #1',
    ],
    [
      'one of two conditions does not hold',
      [allow({ Condition: { StringEquals: { k: 'v', 'aws:SourceAccount': '1' } } })],
      { context: { k: 'v', 'aws:sourceaccount': '2' } },
      'implicit',
    ],
  ])('answers when %s', (_case, statements, asked, expected) => {
    expect(answerOf(decide(request(asked), { identity: parse(statements), resource: [] }))).toBe(expected);
  });

  it.each<[string, string | string[], RequestContext, boolean]>([
    ['StringEquals', ['a', 'b'], { k: 'b' }, true],
    ['StringEquals', 'a', { k: 'A' }, false],
    ['StringEquals', 'a*c', { k: 'abbc' }, false],
    ['StringEquals', 'a', {}, false],
    ['StringLike', 'a*c', { k: 'abbc' }, true],
    ['ArnLike', 'arn:aws:s3:::b*', { k: 'arn:aws:s3:::bucket' }, true],
    ['ArnLike', 'arn:aws:s3:*:jobs', { k: 'arn:aws:s3:::jobs' }, false],
    ['Bool', 'true', { k: 'true' }, true],
    ['Bool', 'true', { k: 'false' }, false],
    ['Bool', 'false', {}, false],
  ])('takes %s of %j for met by %j: %s', (operator, k, context, expected) => {
    const identity = parse([allow({ Condition: { [operator]: { K: k } } })]);

    expect(decide(request({ context }), { identity, resource: [] }).allowed).toBe(expected);
  });

  const sns = { Principal: { Service: 'sns.amazonaws.com' } };

  it.each<[string, object, AccessRequest['principal'] | undefined, string]>([
    ['allows everybody, and a role asks', allow({ Principal: '*' }), undefined, 'by #1'],
    ['allows everybody, and a caller without keys asks', allow({ Principal: '*' }), { type: 'anonymous' }, 'by #1'],
    ['allows a service, and a role asks', allow(sns), undefined, 'implicit'],
    ['allows the service', allow(sns), { type: 'service', name: 'sns.amazonaws.com' }, 'by #1'],
    ['allows another service', allow(sns), { type: 'service', name: 'ses.amazonaws.com' }, 'implicit'],
    ['denies everybody', deny({ Principal: '*' }), undefined, 'explicit-resource'],
  ])('answers when the resource %s', (_case, statement, principal, expected) => {
    const decision = decide(request(principal && { principal }), {
      identity: [],
      resource: parse([statement], 'resource'),
    });

    expect(answerOf(decision)).toBe(expected);
  });
});

describe('denialText', () => {
  it.each([
    ['implicit', ' because no identity-based policy allows the sqs:SendMessage action'],
    ['explicit-identity', ' with an explicit deny in an identity-based policy'],
    ['explicit-resource', ' with an explicit deny in a resource-based policy'],
  ] as const)('has the words of AWS for a denial that is %s', (reason, words) => {
    expect(denialText('arn:aws:sts::1:assumed-role/worker/worker', request(), { allowed: false, reason })).toBe(
      'User: arn:aws:sts::1:assumed-role/worker/worker is not authorized to perform: sqs:SendMessage on resource: ' +
        `${jobsArn}${words}`,
    );
  });
});

describe('decide, for any policies', () => {
  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: fc.subarray(['*', 'sqs:*', 'sqs:Send*', 'sqs:ReceiveMessage', 'logs:Start?uery'], { minLength: 1 }),
    Resource: fc.subarray(['*', 'arn:aws:sqs:*:*:jobs*', `arn:aws:sqs:r:${account}:events`], { minLength: 1 }),
  });
  const policy = fc.array(statement, { maxLength: 5 });
  const asked = fc.record({
    action: fc.constantFrom('sqs:SendMessage', 'sqs:ReceiveMessage', 'logs:StartQuery'),
    resource: fc.constantFrom('jobs', 'events', 'jobs-dlq').map((name) => `arn:aws:sqs:r:${account}:${name}`),
  });
  const isAllowed = (statements: readonly object[], ask: Partial<AccessRequest>): boolean =>
    decide(request(ask), { identity: parse(statements), resource: [] }).allowed;

  it('does not depend on the order of the statements', () => {
    fc.assert(
      fc.property(policy, asked, (statements, ask) => {
        expect(isAllowed([...statements].reverse(), ask)).toBe(isAllowed(statements, ask));
      }),
    );
  });

  it('never allows more after one more Deny, and never less after one more Allow', () => {
    fc.assert(
      fc.property(policy, statement, asked, (statements, more, ask) => {
        const before = isAllowed(statements, ask);
        const after = isAllowed([...statements, more], ask);

        if (more.Effect === 'Deny') expect(before || !after).toBe(true);
        else expect(!before || after).toBe(true);
      }),
    );
  });

  it('names a statement that alone would allow the same', () => {
    fc.assert(
      fc.property(policy, asked, (statements, ask) => {
        const decision = decide(request(ask), { identity: parse(statements), resource: [] });
        const alone = (by: Statement) => decide(request(ask), { identity: [by], resource: [] }).allowed;

        expect(!decision.allowed || alone(decision.by)).toBe(true);
      }),
    );
  });
});
