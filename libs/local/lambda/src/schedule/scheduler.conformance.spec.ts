import {
  GetScheduleCommand,
  ListSchedulesCommand,
  type ListSchedulesCommandInput,
  paginateListSchedules,
} from '@aws-sdk/client-scheduler';

import { type SchedulerTarget, startSchedulerTarget } from '../testing/start-scheduler-target';

const reference = 'https://docs.aws.amazon.com/scheduler/latest/APIReference';

/** Never due while the spec runs. */
const schedule = {
  expression: 'cron(59 23 31 12 ? 2099)',
  timezone: 'Europe/Berlin',
  enabled: true,
  input: '{"reportId":"daily","at":"<aws.scheduler.scheduled-time>"}',
  maximumRetryAttempts: 3,
  maximumEventAgeSeconds: 600,
};

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`the EventBridge Scheduler by its API (${reference})`, () => {
  let scheduler: SchedulerTarget;
  let client: SchedulerTarget['client'];
  let once: string;
  let never: string;

  beforeAll(async () => {
    scheduler = await startSchedulerTarget({
      once: schedule,
      never: { ...schedule, enabled: false, expression: 'cron(30 12 ? * MON-FRI *)', timezone: 'UTC' },
    });
    client = scheduler.client;
    once = 'once';
    never = 'never';
  });

  afterAll(async () => {
    scheduler?.client.destroy();
    await scheduler?.target.stop();
  });

  const list = (input: ListSchedulesCommandInput) => client.send(new ListSchedulesCommand(input));
  const names = async (input: ListSchedulesCommandInput) => (await list(input)).Schedules?.map(({ Name }) => Name);

  const refusal = (name: string, httpStatusCode: number, message: RegExp) => ({
    name,
    message: expect.stringMatching(message),
    $fault: 'client',
    $metadata: { httpStatusCode },
  });

  it('shows a schedule as it was made (API_GetSchedule)', async () => {
    const shown = await client.send(new GetScheduleCommand({ Name: once, GroupName: 'default' }));

    expect(shown).toMatchObject({
      Arn: expect.stringMatching(new RegExp(`^arn:aws:scheduler:[a-z0-9-]+:\\d{12}:schedule/default/${once}$`)),
      Name: once,
      GroupName: 'default',
      State: 'ENABLED',
      ScheduleExpression: 'cron(59 23 31 12 ? 2099)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'NONE',
      CreationDate: expect.any(Date),
      LastModificationDate: expect.any(Date),
      Target: {
        Input: schedule.input,
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 600 },
      },
    });
  });

  it('lists schedules by prefix and state, without what they send (API_ListSchedules)', async () => {
    const { Schedules = [] } = await list({ NamePrefix: once });

    expect(Schedules).toMatchObject([
      { Name: once, State: 'ENABLED', Target: { Arn: expect.stringMatching(/^arn:/) } },
    ]);
    expect(Schedules[0]).not.toHaveProperty('Target.Input');
    expect(await names({ NamePrefix: never, State: 'DISABLED', GroupName: 'default' })).toEqual([never]);
    expect(await names({ NamePrefix: once, State: 'DISABLED' })).toEqual([]);
  });

  it('finds every schedule once on its pages (API_ListSchedules)', async () => {
    const found: (string | undefined)[] = [];
    for await (const { Schedules = [] } of paginateListSchedules({ client, pageSize: 1 }, {})) {
      found.push(...Schedules.map(({ Name }) => Name));
    }

    expect(found.filter((name) => name === once || name === never).sort()).toEqual([never, once].sort());
  });

  it.each<[string, ListSchedulesCommandInput, RegExp]>([
    ['101 results', { MaxResults: 101 }, /maxResults/i],
    ['no results', { MaxResults: 0 }, /maxResults/i],
    ['a token that is none', { NextToken: 'made up' }, /./],
    ['a state that is none', { State: 'ON' as 'ENABLED' }, /state/i],
    ['a prefix with a space', { NamePrefix: 'a b' }, /namePrefix/i],
    ['a group with a slash', { GroupName: 'a/b' }, /scheduleGroup|groupName/i],
  ])('lists nothing for %s (API_ListSchedules)', async (_title, input, message) => {
    await expect(list(input)).rejects.toMatchObject(refusal('ValidationException', 400, message));
  });

  it('finds no schedule, and none in a group that there is not (API_GetSchedule, API_ListSchedules)', async () => {
    const get = (Name: string, GroupName?: string) =>
      client.send(new GetScheduleCommand({ Name, ...(GroupName && { GroupName }) }));
    const notFound = refusal('ResourceNotFoundException', 404, /does not exist\.?$/);

    await expect(get(`${once}-nowhere`)).rejects.toMatchObject(notFound);
    await expect(get(once, 'conformance-nowhere')).rejects.toMatchObject(notFound);
    await expect(list({ GroupName: 'conformance-nowhere' })).rejects.toMatchObject(notFound);
  });

  it.each(['a b', 'x'.repeat(65)])('takes %s for no name (API_GetSchedule)', async (Name) => {
    await expect(client.send(new GetScheduleCommand({ Name }))).rejects.toMatchObject(
      refusal('ValidationException', 400, /'name' failed to satisfy constraint/),
    );
  });
});
