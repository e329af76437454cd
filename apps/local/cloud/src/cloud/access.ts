import { type AccessControl, logStreamAccess, type SqsService } from '@pulso/local/gateway';
import { AwsError } from '@pulso/world/aws';
import { type LogStore } from '@pulso/world/logs';
import { type AppendLogs, type QueueAccess } from '@pulso/local/lambda';
import { type CloudDefinition, type EventSourceMappingDefinition } from '@pulso/world/stacks';

import { LocalCloudError } from '../errors';

/** What Lambda wants to be allowed before it accepts a queue as an event source. */
const sourceActions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

/**
 * Refuses what AWS would refuse at deploy time for want of a permission.
 *
 * @throws {LocalCloudError} With AWS's words. Not retryable.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html (execution role permissions)
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (execution role permissions)
 */
export function checkDeployment({ functions, eventSourceMappings }: CloudDefinition, access: AccessControl): void {
  for (const definition of functions) {
    try {
      access.authorizeLambdaRole(definition);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      throw refused(`function ${definition.name}`, error.message);
    }
    const resource = definition.asyncInvoke.onFailureDestinationArn;
    if (resource === undefined) continue;
    if (access.isFunctionAllowed(definition.name, { action: 'sqs:SendMessage', resource })) continue;
    const text = `The function's execution role does not have permissions to call SendMessage on ${resource}`;
    throw refused(`on-failure destination of ${definition.name}`, text);
  }
  for (const { functionName, queueArn } of eventSourceMappings) {
    const missing = sourceActions.find(
      (action) => !access.isFunctionAllowed(functionName, { action: `sqs:${action}`, resource: queueArn }),
    );
    if (missing === undefined) continue;
    const text = `The function execution role does not have permissions to call ${missing} on SQS`;
    throw refused(`event source mapping of ${functionName} to ${queueArn}`, text);
  }
}

const refused = (what: string, text: string): LocalCloudError =>
  new LocalCloudError(`AWS would refuse the ${what}: ${text}.`);

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
  noteReceive: sqs.noteReceive,
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
    send: (queueName: string, body: string, sentBy: string) => Promise<unknown>,
    { queues }: Pick<CloudDefinition, 'queues'>,
    access: AccessControl | undefined,
  ) =>
  async (queueName: string, body: string, functionName: string, requestId: string): Promise<void> => {
    const resource = queues.find(({ name }) => name === queueName)?.arn ?? queueName;
    const needed = { action: 'sqs:SendMessage', resource };
    if (unlessDenied(() => access?.authorizeFunction(functionName, needed))) await send(queueName, body, requestId);
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
