import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PurgeQueueCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { runPartitionKey, toItem } from '@pulso/adapters/dynamodb';
import { type Service, logGroupName, resourceName } from '@pulso/contracts/envelope';
import { localQueueUrl } from '@pulso/local/aws';

import { type LocalCloud } from '../../cloud/local-cloud';
import { localStage } from '../../cloud/read-definition';

/** What an operator, or an accident, can do to a deployed stage. */
export interface OperatorHands {
  /** @param queueName - Without the stage's prefix. */
  send(queueName: string, body: unknown): Promise<void>;
  /** Invokes a function as an event. */
  invoke(service: Service, event: unknown): Promise<void>;
  /** Calls the bot's address with a wrong secret. @returns The status. */
  knock(): Promise<number>;
  /** Leaves the claim of a handler that died at its tenth attempt at an update. */
  leaveClaim(updateId: number): Promise<void>;
  /** Writes a run's time as a text. */
  damageRun(runId: string): Promise<void>;
  /** Writes it as a number again, epoch ms. */
  mendRun(runId: string, firstSeenAtMs: number): Promise<void>;
  /** @param queueName - Without the stage's prefix. */
  purge(queueName: string): Promise<void>;
  /** Writes a line in the name of a service. */
  write(service: Service, line: Readonly<Record<string, unknown>>): void;
  release(): void;
}

export function createOperatorHands({ settings, clock, webhookUrl, logStore }: LocalCloud): OperatorHands {
  const [sqs, lambda, dynamoDb] = [new SQSClient(settings), new LambdaClient(settings), new DynamoDBClient(settings)];
  const named = (name: string): string => resourceName(localStage, name);
  const setFirstSeen = async (runId: string, time: number | string): Promise<void> => {
    await dynamoDb.send(
      new UpdateItemCommand({
        TableName: named('runs'),
        Key: toItem({ pk: runPartitionKey(runId), sk: 'run' }),
        UpdateExpression: 'SET firstSeenAtMs = :time',
        ExpressionAttributeValues: toItem({ ':time': time }),
      }),
    );
  };
  return {
    send: async (queueName, body) => {
      const QueueUrl = localQueueUrl(settings.endpoint, named(queueName));
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
    },
    invoke: async (service, event) => {
      const Payload = JSON.stringify(event);
      await lambda.send(new InvokeCommand({ FunctionName: named(service), InvocationType: 'Event', Payload }));
    },
    knock: async () => (await fetch(webhookUrl, { method: 'POST', body: '{}' })).status,
    leaveClaim: async (updateId) => {
      const nowSeconds = Math.floor(clock.nowMs() / 1_000);
      const claim = { token: 'of the dead', state: 'in-progress', attempt: 10, leaseUntilMs: 0 };
      const Item = toItem({ pk: `update#${updateId}`, ...claim, expiresAtSeconds: nowSeconds + 86_400 });
      await dynamoDb.send(new PutItemCommand({ TableName: named('users'), Item }));
    },
    damageRun: (runId) => setFirstSeen(runId, 'noon'),
    mendRun: (runId, firstSeenAtMs) => setFirstSeen(runId, firstSeenAtMs),
    purge: async (queueName) => {
      await sqs.send(new PurgeQueueCommand({ QueueUrl: localQueueUrl(settings.endpoint, named(queueName)) }));
    },
    write: (service, line) => {
      const message = JSON.stringify({ level: 'ERROR', service, ...line });
      logStore.append(logGroupName(localStage, service), 'by-hand', [{ timestamp: clock.nowMs(), message }]);
    },
    release: () => {
      for (const client of [sqs, lambda, dynamoDb]) client.destroy();
    },
  };
}
