import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';

import { type DoctorPorts } from '../examination/ports';
import { readParameters } from '../reach/read-parameters';
import { type ClientSettings, callFor, findFor } from './call-aws';

type ResourceReads = Pick<DoctorPorts, 'readParameters' | 'readQueue' | 'readSchedule' | 'readTableStatus'>;

export function createResourceReads(settings: ClientSettings): ResourceReads {
  const parameters = new SSMClient(settings);
  const queues = new SQSClient(settings);
  const schedules = new SchedulerClient(settings);
  const tables = new DynamoDBClient(settings);
  return {
    readParameters: (names) => callFor('readParameters', () => readParameters(parameters, names)),
    readQueue: async (name) => {
      const found = await findFor('findQueue', () => queues.send(new GetQueueUrlCommand({ QueueName: name })));
      if (!found) return undefined;
      return callFor('readQueue', async () => {
        const { Attributes = {} } = await queues.send(
          new GetQueueAttributesCommand({
            QueueUrl: found.QueueUrl,
            AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
          }),
        );
        return {
          visible: Number(Attributes['ApproximateNumberOfMessages']),
          inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible']),
        };
      });
    },
    readSchedule: (name) =>
      findFor('readSchedule', async () => {
        const answer = await schedules.send(new GetScheduleCommand({ Name: name }));
        return {
          state: answer.State ?? 'unknown',
          expression: answer.ScheduleExpression ?? '',
          timezone: answer.ScheduleExpressionTimezone ?? 'UTC',
          createdAtMs: answer.CreationDate?.getTime() ?? 0,
        };
      }),
    readTableStatus: (name) =>
      findFor('readTableStatus', async () => {
        const { Table } = await tables.send(new DescribeTableCommand({ TableName: name }));
        return Table?.TableStatus ?? 'unknown';
      }),
  };
}
