import { jobsArn, parse } from '../testing/factories';
import { createGrantUses, type Grant } from './grant-uses';

const textOf = ({ sid, element, pattern }: Grant): string => `${sid} ${element} ${pattern}`;

describe('createGrantUses', () => {
  const statements = parse([
    { Sid: 'Send', Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:*'], Resource: [jobsArn, `${jobsArn}-dlq`] },
    { Sid: 'Rest', Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
    { Sid: 'Never', Effect: 'Deny', Action: '*', Resource: '*' },
  ]);
  const [send, rest] = statements;

  it('tells actions and resources apart, and leaves denials out', () => {
    expect(createGrantUses(statements).unused().map(textOf)).toEqual([
      'Send action sqs:SendMessage',
      'Send action sqs:*',
      `Send resource ${jobsArn}`,
      `Send resource ${jobsArn}-dlq`,
      'Rest action everything but iam:*',
      'Rest resource *',
    ]);
  });

  it('counts a request for the first pattern that fits', () => {
    const uses = createGrantUses(statements);

    if (send) uses.note(send, { action: 'sqs:SendMessage', resource: jobsArn });
    if (rest) uses.note(rest, { action: 'logs:StopQuery', resource: '*' });

    expect(uses.used().map(textOf)).toEqual([
      'Send action sqs:SendMessage',
      `Send resource ${jobsArn}`,
      'Rest action everything but iam:*',
      'Rest resource *',
    ]);
    expect(uses.unused().map(textOf)).toEqual(['Send action sqs:*', `Send resource ${jobsArn}-dlq`]);
  });
});
