import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { runPartitionKey } from '@pulso/adapters/dynamodb-runs';
import { resourceName } from '@pulso/contracts/naming';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { localQueueUrl } from '@pulso/local/aws';

import { LocalCloudError } from '../cloud/errors';
import { localStage } from '../cloud/local-stage';
import { type LocalCloud } from '../cloud/local-cloud';

/**
 * Sends the deadline of a run before it is due, as when two clocks differ.
 *
 * @throws {LocalCloudError} The run has not been opened.
 */
export async function sendDeadlineEarly({ settings }: LocalCloud, runId: string): Promise<void> {
  const dynamoDb = new DynamoDBClient(settings);
  const sqs = new SQSClient(settings);
  try {
    const { Items: items = [] } = await dynamoDb.send(
      new QueryCommand({
        TableName: resourceName(localStage, 'runs'),
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: runPartitionKey(runId) } },
      }),
    );
    const plan = items.map((item) => item['plan']?.S).find((text) => text !== undefined);
    if (plan === undefined) throw new LocalCloudError(`The run ${runId} has not been opened.`);
    const deadline = { schemaVersion: 1, type: 'run-deadline', runId, plan: JSON.parse(plan) };
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: localQueueUrl(settings.endpoint, resourceName(localStage, runEventsDelivery.queueName)),
        MessageBody: JSON.stringify(deadline),
      }),
    );
  } finally {
    dynamoDb.destroy();
    sqs.destroy();
  }
}
