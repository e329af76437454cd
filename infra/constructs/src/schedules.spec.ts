import { Schedule, type ScheduleProps, type ScheduleTarget } from './schedules';
import { synthesizeConstructs } from './synthesize-for-spec';

const queueNamed = (name: string): ScheduleTarget => ({
  arn: `arn:aws:sqs:eu-west-1:1:${name}`,
  resource: { fqn: `aws_sqs_queue.${name}` },
});

const schedule = (overrides: Partial<ScheduleProps> = {}) =>
  synthesizeConstructs((stack) => {
    new Schedule(stack, 'daily', {
      baseName: 'daily',
      expression: 'cron(30 12 * * ? *)',
      target: queueNamed('q'),
      action: 'sqs:SendMessage',
      input: { at: '<aws.scheduler.scheduled-time>' },
      maximumRetryAttempts: 2,
      maximumEventAgeSeconds: 300,
      ...overrides,
    });
  });

describe('Schedule', () => {
  it('leaves context attributes readable for the scheduler', () => {
    const [resource] = schedule().resources('aws_scheduler_schedule');

    expect(resource).toMatchObject({
      flexible_time_window: { mode: 'OFF' },
      schedule_expression_timezone: 'UTC',
      target: {
        input: '{"at":"<aws.scheduler.scheduled-time>"}',
        retry_policy: { maximum_retry_attempts: 2, maximum_event_age_in_seconds: 300 },
      },
    });
  });

  it("comes after its role's policy and the queues, since a rate fires as soon as it exists", () => {
    const stack = schedule({ expression: 'rate(5 minutes)', deadLetterQueue: queueNamed('undelivered') });

    expect(stack.resources('aws_scheduler_schedule')).toMatchObject([
      {
        depends_on: [expect.stringMatching(/^aws_iam_role_policy\./), 'aws_sqs_queue.q', 'aws_sqs_queue.undelivered'],
      },
    ]);
  });

  it('drops undelivered events, unless it has a queue, to which its role may send', () => {
    const deadLetterQueue = queueNamed('undelivered');
    const [dropping] = schedule().resources('aws_scheduler_schedule');
    const keeping = schedule({ deadLetterQueue });

    expect(dropping?.['target']).not.toHaveProperty('dead_letter_config');
    expect(keeping.resources('aws_scheduler_schedule')).toMatchObject([
      { target: { dead_letter_config: { arn: deadLetterQueue.arn } } },
    ]);
    expect(keeping.statements.map(({ Action, Resource }) => [Action, Resource])).toContainEqual([
      ['sqs:SendMessage'],
      [deadLetterQueue.arn],
    ]);
  });

  it("lets only this account's schedules use its role", () => {
    const [role] = schedule().resources('aws_iam_role');

    expect(JSON.parse(String(role?.['assume_role_policy']))).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: {
            StringEquals: {
              'aws:SourceAccount': expect.stringMatching(/caller_identity/),
              'aws:SourceArn': expect.stringMatching(/schedule-group\/default$/),
            },
          },
        },
      ],
    });
  });

  it.each<[string, Partial<ScheduleProps>, RegExp]>([
    ['a cron of five fields', { expression: 'cron(30 12 * * ?)' }, /neither rate\(n unit\) nor cron/],
    ['a rate of nothing', { expression: 'rate(0 minutes)' }, /neither/],
    ['186 retries', { maximumRetryAttempts: 186 }, /retries is 186, .*0 to 185/],
    ['an event age of 30 s', { maximumEventAgeSeconds: 30 }, /age is 30 s.*60 to 86400 s/],
    ['a name that leaves its role no room', { baseName: 'x'.repeat(46) }, /its role .* has 66 characters, at most 64/],
  ])('refuses %s and states the numbers', (_case, overrides, problem) => {
    expect(() => schedule(overrides)).toThrow(problem);
  });
});
