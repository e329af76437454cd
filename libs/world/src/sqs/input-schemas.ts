import { AwsError } from '../aws';
import * as z from 'zod/mini';

import { queueDoesNotExist } from './sqs-state';

const strings = z.array(z.string());
const message = {
  MessageBody: z.string(),
  DelaySeconds: z.optional(z.int().check(z.minimum(0), z.maximum(900))),
};
const onQueue = { QueueUrl: z.string() };
const timeout = z.int().check(z.minimum(0), z.maximum(43_200));
const receipt = { ReceiptHandle: z.string() };
const entries = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.object({ ...onQueue, Entries: z.array(z.object({ Id: z.string(), ...shape })) });

/** The members that are read, with the types of the service model. Members that are not listed are refused. */
const inputSchemas = {
  ChangeMessageVisibilityBatch: entries({ ...receipt, VisibilityTimeout: timeout }),
  DeleteMessage: z.object({ ...onQueue, ...receipt }),
  GetQueueAttributes: z.object({ ...onQueue, AttributeNames: z.optional(strings) }),
  GetQueueUrl: z.object({ QueueName: z.string() }),
  SetQueueAttributes: z.object({
    ...onQueue,
    Attributes: z.strictObject({ VisibilityTimeout: z.optional(z.string()), RedrivePolicy: z.optional(z.literal('')) }),
  }),
  ListMessageMoveTasks: z.object({
    SourceArn: z.string(),
    MaxResults: z.optional(z.int().check(z.minimum(1), z.maximum(10))),
  }),
  ListQueues: z.object({
    QueueNamePrefix: z.optional(z.string()),
    MaxResults: z.optional(z.int().check(z.minimum(1), z.maximum(1_000))),
    NextToken: z.optional(z.string()),
  }),
  PurgeQueue: z.object(onQueue),
  ReceiveMessage: z.object({
    ...onQueue,
    AttributeNames: z.optional(strings),
    MessageSystemAttributeNames: z.optional(strings),
    /** No message has any. */
    MessageAttributeNames: z.optional(strings),
    MaxNumberOfMessages: z.optional(z.int().check(z.minimum(1), z.maximum(10))),
    VisibilityTimeout: z.optional(timeout),
    WaitTimeSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(20))),
  }),
  SendMessage: z.object({ ...onQueue, ...message }),
  SendMessageBatch: entries(message),
  StartMessageMoveTask: z.object({
    SourceArn: z.string(),
    MaxNumberOfMessagesPerSecond: z.optional(z.int().check(z.minimum(1), z.maximum(500))),
  }),
} as const;

export type SqsOperation = keyof typeof inputSchemas;

export type SqsInput<Operation extends SqsOperation> = z.infer<(typeof inputSchemas)[Operation]>;

/**
 * Checks a request's members: names and types.
 *
 * @throws {AwsError} MissingParameter, InvalidParameterValue or UnsupportedOperation (a member that is not emulated).
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
  const path = result.error.issues[0]?.path ?? [];
  const name = path.map(String).join('.');
  if (path.length === 1 && !Object.hasOwn(members, name)) {
    throw new AwsError('MissingParameter', `The request must contain the parameter ${name}.`);
  }
  throw new AwsError('InvalidParameterValue', `The parameter ${name} of ${operation} is missing or wrong.`);
}

/**
 * Drops the members of a request that are null, at any depth. A null in a list stays.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNulls) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Object.hasOwn(value, '__proto__')) throw notEmulated('members of the name __proto__');
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)])) as T;
}

/**
 * @param queueUrl - As a client sent it. Its host does not matter.
 * @throws {AwsError} InvalidAddress, or QueueDoesNotExist: a URL of another account or form.
 */
export function queueNameOf(queueUrl: string, accountId: string): string {
  if (!URL.canParse(queueUrl)) {
    throw new AwsError('InvalidAddress', `The address ${queueUrl.slice(0, 200)} is not valid for this endpoint.`, {
      status: 404,
    });
  }
  const [account, name, ...rest] = new URL(queueUrl).pathname.split('/').slice(1);
  if (account !== accountId || name === undefined || rest.length > 0) throw queueDoesNotExist();
  return name;
}

export const invalidValue = (message: string): AwsError => new AwsError('InvalidParameterValue', message);

/** The error for a feature of AWS that the model does not have. */
export const notEmulated = (what: string): AwsError =>
  new AwsError('UnsupportedOperation', `The local cloud does not emulate ${what}.`);
