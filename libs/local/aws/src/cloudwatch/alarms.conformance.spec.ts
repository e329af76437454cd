import {
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';

import { type AlarmsTarget, startAlarmsTarget } from '../testing/start-alarms-target';
import { rejectionOf } from '../testing/start-test-cloud';

const reference = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`the alarms of CloudWatch by their API (${reference})`, () => {
  let alarms: AlarmsTarget;
  let names: string[];

  beforeAll(async () => {
    alarms = await startAlarmsTarget({
      errors: { evaluationPeriods: 3, datapointsToAlarm: 2 },
      silence: { treatMissingData: 'breaching', comparison: 'LessThanThreshold' },
    });
    names = ['errors', 'silence'];
  });

  afterAll(async () => {
    alarms?.client.destroy();
    await alarms?.target.stop();
  });

  const describeAlarms = (input: DescribeAlarmsCommandInput) => alarms.client.send(new DescribeAlarmsCommand(input));

  it('shows an alarm as it was made (API_DescribeAlarms, API_MetricAlarm)', async () => {
    const { MetricAlarms: [errors, ...others] = [] } = await describeAlarms({ AlarmNames: names.slice(0, 1) });

    expect(others).toEqual([]);
    expect(errors).toMatchObject({
      AlarmName: names[0],
      AlarmArn: expect.stringMatching(new RegExp(`^arn:aws:cloudwatch:[a-z0-9-]+:\\d{12}:alarm:${names[0]}$`)),
      AlarmDescription: 'Something is wrong.',
      ActionsEnabled: true,
      AlarmActions: [],
      StateValue: expect.stringMatching(/^(ALARM|INSUFFICIENT_DATA|OK)$/),
      StateUpdatedTimestamp: expect.any(Date),
      Namespace: 'Test',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'Of', Value: 'spec' }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('evaluates an alarm without data after a while, as the alarm treats missing data (API_PutMetricAlarm)', async () => {
    await alarms.target.pass(10 * 60_000);

    const { MetricAlarms = [] } = await describeAlarms({ AlarmNames: names });

    expect(MetricAlarms.map(({ AlarmName, StateValue }) => [AlarmName, StateValue]).sort()).toEqual([
      [names[0], 'OK'],
      [names[1], 'ALARM'],
    ]);
  }, 900_000);

  it('gives them by the beginning of their names, page by page (API_DescribeAlarms)', async () => {
    const found: (string | undefined)[] = [];
    for (const AlarmNamePrefix of names) {
      const pages = paginateDescribeAlarms({ client: alarms.client, pageSize: 1 }, { AlarmNamePrefix });
      for await (const { MetricAlarms = [] } of pages) found.push(...MetricAlarms.map(({ AlarmName }) => AlarmName));
    }

    expect(found).toEqual(names);
  });

  it('gives those in a state, and none of the other kind (API_DescribeAlarms)', async () => {
    const wrong = await describeAlarms({ AlarmNames: names, StateValue: 'INSUFFICIENT_DATA' });
    const composite = await describeAlarms({ AlarmNames: names, AlarmTypes: ['CompositeAlarm'] });

    expect([wrong.MetricAlarms, composite.MetricAlarms, composite.CompositeAlarms]).toEqual([[], [], []]);
  });

  it('refuses a name and the beginning of names at once (API_DescribeAlarms)', async () => {
    const error = await rejectionOf(describeAlarms({ AlarmNames: names, AlarmNamePrefix: 'a' }));

    expect(error).toMatchObject({ $fault: 'client', $metadata: { httpStatusCode: 400 } });
  });
});
