import * as z from 'zod/mini';

import { AwsError } from '../service';
import { type SqsOperation } from './fauxqs-engine';

const strings = z.array(z.string());
const messageAttributes = z.record(
  z.string(),
  z.object({
    DataType: z.string(),
    StringValue: z.optional(z.string()),
    BinaryValue: z.optional(z.string()),
  }),
);
const message = {
  MessageBody: z.optional(z.string()),
  DelaySeconds: z.optional(z.int()),
  MessageAttributes: z.optional(messageAttributes),
  MessageSystemAttributes: z.optional(messageAttributes),
  MessageGroupId: z.optional(z.string()),
  MessageDeduplicationId: z.optional(z.string()),
};
const onQueue = { QueueUrl: z.string() };
const attributes = { Attributes: z.optional(z.record(z.string(), z.string())) };
const tags = z.record(z.string(), z.string());
const paging = { MaxResults: z.optional(z.int()), NextToken: z.optional(z.string()) };
const receipt = { ReceiptHandle: z.string() };
const visibility = { ...receipt, VisibilityTimeout: z.int() };
const entries = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.object({ ...onQueue, Entries: z.array(z.object({ Id: z.string(), ...shape })) });

/** The members that are read, with the types of the service model. Members that are not listed are refused. */
export const inputSchemas = {
  AddPermission: z.object({ ...onQueue, Label: z.string(), AWSAccountIds: strings, Actions: strings }),
  CancelMessageMoveTask: z.object({ TaskHandle: z.string() }),
  ChangeMessageVisibility: z.object({ ...onQueue, ...visibility }),
  ChangeMessageVisibilityBatch: entries(visibility),
  CreateQueue: z.object({ QueueName: z.string(), ...attributes, tags: z.optional(tags) }),
  DeleteMessage: z.object({ ...onQueue, ...receipt }),
  DeleteMessageBatch: entries(receipt),
  DeleteQueue: z.object(onQueue),
  GetQueueAttributes: z.object({ ...onQueue, AttributeNames: z.optional(strings) }),
  GetQueueUrl: z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: z.optional(z.string()) }),
  ListDeadLetterSourceQueues: z.object({ ...onQueue, ...paging }),
  ListMessageMoveTasks: z.object({ SourceArn: z.string(), MaxResults: z.optional(z.int()) }),
  ListQueueTags: z.object(onQueue),
  ListQueues: z.object({
    QueueNamePrefix: z.optional(z.string()),
    ...paging,
  }),
  PurgeQueue: z.object(onQueue),
  ReceiveMessage: z.object({
    ...onQueue,
    AttributeNames: z.optional(strings),
    MessageSystemAttributeNames: z.optional(strings),
    MessageAttributeNames: z.optional(strings),
    MaxNumberOfMessages: z.optional(z.int()),
    VisibilityTimeout: z.optional(z.int()),
    WaitTimeSeconds: z.optional(z.int()),
    ReceiveRequestAttemptId: z.optional(z.string()),
  }),
  RemovePermission: z.object({ ...onQueue, Label: z.string() }),
  SendMessage: z.object({ ...onQueue, ...message }),
  SendMessageBatch: entries(message),
  SetQueueAttributes: z.object({ ...onQueue, ...attributes }),
  StartMessageMoveTask: z.object({
    SourceArn: z.string(),
    DestinationArn: z.optional(z.string()),
    MaxNumberOfMessagesPerSecond: z.optional(z.int()),
  }),
  TagQueue: z.object({ ...onQueue, Tags: tags }),
  UntagQueue: z.object({ ...onQueue, TagKeys: strings }),
} as const satisfies Record<SqsOperation, z.ZodMiniType>;

export type SqsInput<Operation extends SqsOperation> = z.infer<(typeof inputSchemas)[Operation]>;

/**
 * Checks a request's members before fauxqs sees them, which trusts their types.
 *
 * @throws {AwsError} MissingParameter, InvalidParameterValue or UnsupportedOperation (a member that is not emulated).
 * Not retryable.
 */
export function checkInput<Operation extends SqsOperation>(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): SqsInput<Operation> {
  const schema = inputSchemas[operation];
  const foreign = Object.keys(input).filter((name) => !Object.hasOwn(schema.shape, name));
  if (foreign.length > 0) {
    throw new AwsError(
      'UnsupportedOperation',
      `The local cloud does not emulate the parameter ${foreign.join(', ')} of ${operation}.`,
    );
  }
  const result = z.safeParse(schema, input);
  if (result.success) return result.data as SqsInput<Operation>;
  const [issue] = result.error.issues;
  const name = issue?.path.join('.') ?? '';
  const isMissing = issue?.path.length === 1 && input[String(issue.path[0])] === undefined;
  if (isMissing) throw new AwsError('MissingParameter', `The request must contain the parameter ${name}.`);
  throw new AwsError('InvalidParameterValue', `The parameter ${name} is invalid. Reason: ${issue?.message ?? ''}`);
}
