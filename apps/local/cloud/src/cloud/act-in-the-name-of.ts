import { type AccessControl, type LogStore, type SqsService, AwsError, logStreamAccess } from '@pulso/local/aws';
import { type AppendLogs, type QueueAccess } from '@pulso/local/lambda';
import { type CloudDefinition, type EventSourceMappingDefinition } from '@pulso/local/terraform';

/** Takes messages for a function, as its role allows. */
export const queueAccessOf = (
  { queueArn, functionName }: EventSourceMappingDefinition,
  sqs: SqsService,
  access: AccessControl | undefined,
): QueueAccess => ({
  receive: async (queueName, options) => {
    access?.authorizeFunction(functionName, { action: 'sqs:ReceiveMessage', resource: queueArn });
    return sqs.receive(queueName, options);
  },
  deleteBatch: async (queueName, receiptHandles) => {
    access?.authorizeFunction(functionName, { action: 'sqs:DeleteMessage', resource: queueArn });
    await sqs.deleteBatch(queueName, receiptHandles);
  },
  consume: (queueName) => {
    // Lambda looks at the depth of a queue to decide how many readers it needs.
    access?.authorizeFunction(functionName, { action: 'sqs:GetQueueAttributes', resource: queueArn });
    return sqs.consume(queueName);
  },
});

/** Writes the log of a function, as its role allows: what it does not allow is lost, as on AWS. */
export const appendLogsAs =
  (
    store: LogStore,
    place: Pick<CloudDefinition, 'accountId' | 'region'>,
    access: AccessControl | undefined,
  ): AppendLogs =>
  (logGroupName, streamName, events, functionName) => {
    const isAllowed = (action: string): boolean => {
      const needed = logStreamAccess(action, logGroupName, streamName, place);
      return unlessDenied(() => access?.authorizeFunction(functionName, needed));
    };
    const isNew = !store.get(logGroupName).streams.has(streamName);
    if (isNew && !isAllowed('logs:CreateLogStream')) return;
    if (isAllowed('logs:PutLogEvents')) store.append(logGroupName, streamName, events);
  };

/** Tells a queue of an event that a function failed on, as its role allows: else no queue learns of it, as on AWS. */
export const sendFailureAs =
  (
    send: (queueName: string, body: string) => Promise<unknown>,
    { queues }: Pick<CloudDefinition, 'queues'>,
    access: AccessControl | undefined,
  ) =>
  async (queueName: string, body: string, functionName: string): Promise<void> => {
    const resource = queues.find(({ name }) => name === queueName)?.arn ?? queueName;
    const needed = { action: 'sqs:SendMessage', resource };
    if (unlessDenied(() => access?.authorizeFunction(functionName, needed))) await send(queueName, body);
  };

function unlessDenied(authorize: () => void): boolean {
  try {
    authorize();
    return true;
  } catch (error) {
    // The denial is noted where it was decided.
    if (error instanceof AwsError) return false;
    throw error;
  }
}
