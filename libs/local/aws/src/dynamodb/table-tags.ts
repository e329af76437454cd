import { localAccountId } from '../local-account';
import { AwsError } from '../service';
import { type DynaliteEngine, type DynaliteOperation, type Output } from './dynalite-engine';

type TagOperation = Extract<DynaliteOperation, 'ListTagsOfResource' | 'TagResource' | 'UntagResource'>;

type Request = Readonly<Record<string, unknown>>;

/**
 * Creates a table with tags, which dynalite would give it in a second call.
 *
 * @throws {AwsError} ResourceInUseException, ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export async function createTable({ Tags, ...request }: Request, engine: DynaliteEngine): Promise<Output> {
  const input = engine.validate('CreateTable', request);
  // Before the table is there: a request that is refused must leave none.
  checkTags(Tags);
  if (hasTags(Tags)) engine.validate('TagResource', { ResourceArn: anyArnOf(input.TableName), Tags });
  const output = await engine.run('CreateTable', input).catch((error: unknown) => {
    if (!(error instanceof AwsError) || error.code !== 'ResourceInUseException') throw error;
    throw new AwsError(error.code, `Table already exists: ${input.TableName}`);
  });
  const { TableArn } = output['TableDescription'] as { readonly TableArn: string };
  if (hasTags(Tags)) {
    await performOnTags('TagResource', { ResourceArn: TableArn, Tags }, engine);
  }
  return output;
}

/**
 * @throws {AwsError} ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Tag.html
 */
function checkTags(tags: unknown): void {
  // What is no list is refused by its type.
  if (!Array.isArray(tags)) return;
  if (tags.length > maxTags) throw invalid(`A table has at most ${maxTags} tags, these are ${tags.length}.`);
  for (const tag of tags as ({ readonly Key?: unknown; readonly Value?: unknown } | null)[]) {
    const { Key, Value } = tag ?? {};
    const isKey = typeof Key === 'string' && Key.length >= 1 && Key.length <= 128 && !/^aws:/i.test(Key);
    const isValue = typeof Value === 'string' && Value.length <= 256;
    if (!isKey) throw invalid('The key of a tag has 1 to 128 characters and does not begin with aws:.');
    if (!isValue) throw invalid('The value of a tag has at most 256 characters.');
  }
}

const maxTags = 50;

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

const hasTags = (tags: unknown): boolean =>
  tags !== undefined && tags !== null && !(Array.isArray(tags) && tags.length === 0);

/** Of an existing region: it is looked at for its form alone. */
const anyArnOf = (tableName: string): string => `arn:aws:dynamodb:us-east-1:${localAccountId}:table/${tableName}`;

/**
 * @throws {AwsError} ResourceNotFoundException, ValidationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
 */
export async function performOnTags(
  operation: TagOperation,
  request: Request,
  engine: DynaliteEngine,
): Promise<Output> {
  const output: unknown = await engine.run(operation, engine.validate(operation, request));
  // dynalite gives the empty text where DynamoDB answers without a body.
  return typeof output === 'object' && output !== null ? (output as Output) : {};
}
