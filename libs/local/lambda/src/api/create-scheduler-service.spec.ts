import { type ScheduleDefinition } from '@pulso/local-terraform';

import { type ApiFixture, startApi } from '../testing/start-api';
import { createSchedulerService } from './create-scheduler-service';

const arn = (name: string): string => `arn:aws:scheduler:eu-central-1:000000000000:schedule/default/${name}`;

const schedule = (name: string, overrides: Partial<ScheduleDefinition> = {}): ScheduleDefinition => ({
  name,
  arn: arn(name),
  expression: 'cron(30 12 * * ? *)',
  timezone: 'UTC',
  enabled: true,
  targetArn: 'arn:aws:lambda:eu-central-1:000000000000:function:dispatcher',
  roleArn: 'arn:aws:iam::000000000000:role/scheduler',
  input: '{"reportId":"daily"}',
  maximumRetryAttempts: 3,
  maximumEventAgeSeconds: 600,
  ...overrides,
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html; each title names the page. */
describe('the Scheduler API', () => {
  let api: ApiFixture;

  beforeEach(async () => {
    api = await startApi([
      createSchedulerService({
        schedules: [schedule('weekly', { enabled: false }), schedule('daily')],
        region: 'eu-central-1',
        accountId: '000000000000',
        deployedAtMs: Date.parse('2026-11-25T12:00:00Z'),
      }),
    ]);
  });

  afterEach(() => api.stop());

  const get = (pathAndQuery: string) => api.get('scheduler', pathAndQuery);
  const names = async (query: string): Promise<unknown[]> => {
    const { answer } = await get(`/schedules${query}`);
    return (answer['Schedules'] as { Name: string }[]).map(({ Name }) => Name);
  };

  it('lists schedules by name, state and group (API_ListSchedules)', async () => {
    expect(await names('')).toEqual(['daily', 'weekly']);
    expect(await names('?NamePrefix=we')).toEqual(['weekly']);
    expect(await names('?State=ENABLED')).toEqual(['daily']);
    expect(await get('/schedules?ScheduleGroup=other')).toMatchObject({ status: 404 });
  });

  it('pages through schedules (API_ListSchedules)', async () => {
    const first = await get('/schedules?MaxResults=1');
    const token = encodeURIComponent(String(first.answer['NextToken']));

    expect(await names(`?MaxResults=1&NextToken=${token}`)).toEqual(['weekly']);
    expect(await get('/schedules?MaxResults=101')).toMatchObject({ status: 400, code: 'ValidationException' });
    expect(await get('/schedules?NextToken=x')).toMatchObject({ status: 400, code: 'ValidationException' });
    expect(await get('/schedules?State=ON')).toMatchObject({ status: 400, code: 'ValidationException' });
  });

  it('shows a schedule as it was declared (API_GetSchedule)', async () => {
    const { answer } = await get('/schedules/daily?groupName=default');

    expect(answer).toMatchObject({
      Arn: arn('daily'),
      GroupName: 'default',
      State: 'ENABLED',
      ScheduleExpression: 'cron(30 12 * * ? *)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      CreationDate: Date.parse('2026-11-25T12:00:00Z') / 1000,
      Target: {
        Input: '{"reportId":"daily"}',
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 600 },
      },
    });
  });

  it.each(['/schedules/none', '/schedules/daily?groupName=other', '/schedule-groups/other'])(
    'finds nothing at %s (API_GetSchedule, API_GetScheduleGroup)',
    async (path) => {
      expect(await get(path)).toMatchObject({
        status: 404,
        code: 'ResourceNotFoundException',
        answer: { Message: expect.stringContaining('does not exist') },
      });
    },
  );

  it('has one group (API_ListScheduleGroups, API_GetScheduleGroup)', async () => {
    const { answer: list } = await get('/schedule-groups');
    const { answer: group } = await get('/schedule-groups/default');

    expect(list['ScheduleGroups']).toEqual([group]);
    expect(group).toMatchObject({ Name: 'default', State: 'ACTIVE' });
  });
});
