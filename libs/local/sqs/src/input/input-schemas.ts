import * as z from 'zod/mini';

import { invalidValue, notEmulated, SqsError } from '../errors';
import { refusalOfBase64, withoutNulls, wrongType } from './read-members';

const strings = z.array(z.string());
const bytes = z.string().check(
  z.refine((text) => refusalOfBase64(text) === undefined, {
    error: ({ input }) => refusalOfBase64(String(input)),
  }),
);
const messageAttributes = z.record(
  z.string(),
  z.object({
    DataType: z.string(),
    StringValue: z.exactOptional(z.string()),
    BinaryValue: z.exactOptional(bytes),
  }),
);
const message = {
  MessageBody: z.optional(z.string()),
  DelaySeconds: z.optional(z.int()),
  MessageAttributes: z.optional(messageAttributes),
  MessageGroupId: z.optional(z.string()),
  MessageDeduplicationId: z.optional(z.string()),
};
const onQueue = { QueueUrl: z.string() };
const attributes = { Attributes: z.optional(z.record(z.string(), z.string())) };
const paging = { MaxResults: z.optional(z.int()), NextToken: z.optional(z.string()) };
const receipt = { ReceiptHandle: z.string() };
const visibility = { ...receipt, VisibilityTimeout: z.int() };
const entries = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.object({ ...onQueue, Entries: z.array(z.object({ Id: z.string(), ...shape })) });

/** The members that are read, with the types of the service model. Members that are not listed are refused. */
export const inputSchemas = {
  CancelMessageMoveTask: z.object({ TaskHandle: z.string() }),
  ChangeMessageVisibility: z.object({ ...onQueue, ...visibility }),
  ChangeMessageVisibilityBatch: entries(visibility),
  CreateQueue: z.object({ QueueName: z.string(), ...attributes }),
  DeleteMessage: z.object({ ...onQueue, ...receipt }),
  DeleteMessageBatch: entries(receipt),
  DeleteQueue: z.object(onQueue),
  GetQueueAttributes: z.object({ ...onQueue, AttributeNames: z.optional(strings) }),
  GetQueueUrl: z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: z.optional(z.string()) }),
  ListDeadLetterSourceQueues: z.object({ ...onQueue, ...paging }),
  ListMessageMoveTasks: z.object({ SourceArn: z.string(), MaxResults: z.optional(z.int()) }),
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
  SendMessage: z.object({ ...onQueue, ...message }),
  SendMessageBatch: entries(message),
  SetQueueAttributes: z.object({ ...onQueue, ...attributes }),
  StartMessageMoveTask: z.object({
    SourceArn: z.string(),
    DestinationArn: z.optional(z.string()),
    MaxNumberOfMessagesPerSecond: z.optional(z.int()),
  }),
} as const;

export type SqsOperation = keyof typeof inputSchemas;

export type SqsInput<Operation extends SqsOperation> = z.infer<(typeof inputSchemas)[Operation]>;

/**
 * Checks a request's members: names and types.
 *
 * @throws {SqsError} SerializationException, MissingParameter, InvalidParameterValue or UnsupportedOperation (a member that
 *   is not emulated).
 */
export function checkInput<Operation extends SqsOperation>(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): SqsInput<Operation> {
  const schema = inputSchemas[operation];
  const members = withoutNulls(input);
  const foreign = Object.keys(members).filter((name) => !Object.hasOwn(schema.shape, name));
  if (foreign.length > 0) throw notEmulated(`the parameter ${foreign.join(', ')} of ${operation}`);
  const result = z.safeParse(schema, members);
  if (result.success) return result.data as SqsInput<Operation>;
  throw refusalOf(result.error.issues[0], members);
}

function refusalOf(issue: z.core.$ZodIssue | undefined, members: Readonly<Record<string, unknown>>): SqsError {
  const path = issue?.path ?? [];
  const name = path.join('.');
  const value = path.reduce<unknown>((within, key) => (within as Record<PropertyKey, unknown>)[key], members);
  const mistaken = issue && wrongType(issue, value);
  if (mistaken !== undefined) return new SqsError('SerializationException', mistaken);
  if (path.length === 1 && value === undefined) {
    return new SqsError('MissingParameter', `The request must contain the parameter ${name}.`);
  }
  return invalidValue(`The parameter ${name} is invalid. Reason: ${issue?.message ?? ''}`);
}
