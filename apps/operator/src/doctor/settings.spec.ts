import { compare } from './settings';
import { declaredIn, isSame } from './stacks';

const identity = { accountId: '123456789012', arn: 'arn:aws:iam::123456789012:user/ada' };
const [dlq, queue] = [{ name: 'jobs-dlq' }, { name: 'jobs', redrive_policy: '{"a":"${aws_sqs_queue.dlq.arn}","n":5}' }];
const [, declared] = declaredIn({ aws_sqs_queue: { dlq, queue } }, 'query-worker', identity);
const healthy = {
  RedrivePolicy: '{"n":5,"a":"arn:aws:sqs:eu-central-1:123456789012:jobs-dlq"}',
  ...{ VisibilityTimeout: '30', MessageRetentionPeriod: '345600', MaximumMessageSize: '262144', DelaySeconds: '0' },
  ...{ ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '0' },
};
const judge = (answer: object | undefined) =>
  compare('aws_sqs_queue', declared ? [{ declared, answer: answer && { ...answer } }] : [], 'prod');

describe('the comparison with the stacks', () => {
  it('accepts the values of AWS for the references of a stack', () => {
    expect(judge(healthy)).toEqual([{ verdict: 'ok', text: '1 of 1 are as the stacks say' }]);
  });

  it.each([
    ['is not there', undefined, 'there is no queue jobs'],
    [
      'differs in two settings',
      { ...healthy, VisibilityTimeout: '0', RedrivePolicy: undefined },
      /^queue jobs: redrive policy is (none|missing).*; visibility timeout is 0, the stack says 30$/,
    ],
    ['holds very many messages', { ...healthy, ApproximateNumberOfMessages: '1501' }, '1501 messages wait in jobs'],
  ])('says in one line that a resource %s', (_what, answer, text) => {
    expect(judge(answer)).toEqual([expect.objectContaining({ text: expect.stringMatching(text) })]);
  });

  it.each([
    ['https://sqs.eu.amazonaws.com/1/jobs', 'http://127.0.0.1:9/1/jobs', true],
    ['https://sqs.eu.amazonaws.com/1/jobs', 'http://127.0.0.1:9/1/other', false],
    ['…bot', 'arn:aws:iam::1:role/bot', true],
    ['…bot', 'arn:aws:iam::1:role/robot', false],
    [undefined, 0, false],
  ])('of %s with %s results in %s', (wanted, found, same) => {
    expect(isSame(wanted, found)).toBe(same);
  });
});
