import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';

export type Item = Record<string, AttributeValue>;

/** Texts, numbers, booleans and objects of these. Write anything else as JSON. */
type Storable<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly unknown[] | null
    ? never
    : { readonly [K in keyof T]: Storable<T[K]> };

/**
 * Writes fields as the attributes of an item. A field that is undefined is left out.
 *
 * @example
 * toItem({ pk: 'run#a', revision: 3, sentAtMs: undefined }); // { pk: { S: 'run#a' }, revision: { N: '3' } }
 */
export const toItem = <T extends object>(fields: T & Storable<T>): Item =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, attributeOf(value)]])),
  );

/** The last case is an object. */
const attributeOf = (value: unknown): AttributeValue =>
  typeof value === 'string'
    ? { S: value }
    : typeof value === 'number'
      ? { N: `${value}` }
      : typeof value === 'boolean'
        ? { BOOL: value }
        : { M: toItem(value as object) };

/** The values that a request's expressions call `:name`, without undefined ones. DynamoDB refuses unused values. */
export function valuesOf(named: Readonly<Record<string, string | number | undefined>>) {
  const values = toItem(Object.fromEntries(Object.entries(named).map(([key, value]) => [`:${key}`, value])));
  return Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values };
}

interface Expressions {
  readonly KeyConditionExpression?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
}

/** Adds the attributes that a request's expressions call `#name`: without the sign a name may be a reserved word. */
export function withNames<Input extends Expressions>(input: Input): Input {
  const { KeyConditionExpression: key, ConditionExpression: condition, UpdateExpression: update } = input;
  const names = [...`${key} ${condition} ${update}`.matchAll(/#(\w+)/g)].map(([placeholder, name]) => [
    placeholder,
    name,
  ]);
  return names.length === 0 ? input : { ...input, ExpressionAttributeNames: Object.fromEntries(names) };
}

/** An item does not have the shape that this version knows. Not retryable: deploy a version that reads it, or repair it. */
export class MalformedItemError extends Error {
  override readonly name = 'MalformedItemError';
  readonly key: string;
  readonly problems: readonly string[];

  constructor(key: string, problems: readonly string[]) {
    super(`The item ${key} can't be read: ${problems.join('; ')}. Deploy the version that wrote it, or repair it.`);
    this.key = key;
    this.problems = problems;
  }
}

/** A missing field is absent, never undefined. */
type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/**
 * Reads an item by its schema, and drops attributes that the schema does not know.
 *
 * @param schema - An object of texts, numbers, booleans, objects of these, and {@link jsonText}.
 * @param key - Names the item in errors if its own key names a person or a chat: errors are logged.
 * @throws {MalformedItemError} An attribute is missing or wrong. It names attributes, never their values. Not retryable.
 */
export function readItem<T>(schema: z.ZodMiniType<T>, item: Item, key = keyOf(item)): Present<T> {
  const result = z.safeParse(schema, fieldsOf(item));
  // No field of an item is undefined, and the schema adds none.
  if (result.success) return result.data as Present<T>;
  throw new MalformedItemError(
    key,
    result.error.issues.map(({ path }) => `${path.join('.')} is ${item[String(path[0])] ? 'wrong' : 'missing'}`),
  );
}

/** An attribute that is JSON text. A list of maps would take several times the space. */
export const jsonText = <T extends z.ZodMiniType>(schema: T) => z.pipe(parsedText, schema);

const parsedText = z.transform((text: unknown, { issues }) => {
  try {
    return JSON.parse(z.parse(z.string(), text));
  } catch {
    // The parser's own message quotes the text.
    issues.push({ code: 'custom', input: text, message: 'It is not JSON.' });
    return z.NEVER;
  }
});

/** Names an item, or an item with this key, in errors. */
export const keyOf = ({ pk, sk }: Item): string => `${pk?.S} / ${sk?.S}`;

const fieldsOf = (item: Item): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, valueOf(value)]));

/** @returns null, which schemas refuse, for types that these tables do not use. */
function valueOf({ S, N, BOOL, M }: AttributeValue): unknown {
  if (N !== undefined) return Number(N);
  return S ?? BOOL ?? (M && fieldsOf(M)) ?? null;
}

/** Errors by which DynamoDB asks to retry the same write. Nothing was changed. */
const conflictNames = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

/** Reasons of a cancelled transaction that a retry may not meet. */
const passingCodes = new Set(['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Tells whether a write was refused because its condition was not met. In a transaction one such condition decides, even
 * beside a conflict with a concurrent write.
 *
 * Compares names, since a bundle may hold the SDK's error classes more than once.
 *
 * @returns The error has the existing item if a write outside of a transaction asked for it.
 */
export const isConditionFailure = (error: unknown): error is Error & { readonly Item?: Item } =>
  error instanceof Error &&
  (error.name === 'ConditionalCheckFailedException' || codesOf(error).includes('ConditionalCheckFailed'));

/**
 * Tells whether a write was refused because of a concurrent one or throttling. Nothing was changed; a retry may follow
 * at once.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const codes = codesOf(error);
  return conflictNames.has(error.name) || (codes.length > 0 && codes.every((code) => passingCodes.has(code)));
}

/** The reason for each write of a cancelled transaction. Empty for other errors. */
const codesOf = (error: Error & { CancellationReasons?: readonly { readonly Code?: string }[] }): string[] =>
  error.name === 'TransactionCanceledException'
    ? (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None')
    : [];

export type ConditionalPut = { readonly type: 'written' } | { readonly type: 'refused'; readonly existing: Item };

/**
 * Puts an item if its condition holds; otherwise returns the existing item, which the same write reads.
 *
 * The SDK repeats a call whose answer got lost, so the existing item may be from this very call.
 *
 * @returns `existing` is empty if the condition wants an item that does not exist.
 * @throws What the client throws, except a failed condition. Retryable unless it is a bug.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export async function putIf(
  client: DynamoDBClient,
  input: Omit<PutItemCommandInput, 'ReturnValuesOnConditionCheckFailure'>,
): Promise<ConditionalPut> {
  try {
    await client.send(new PutItemCommand({ ...withNames(input), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }));
    return { type: 'written' };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return { type: 'refused', existing: error.Item ?? {} };
  }
}
