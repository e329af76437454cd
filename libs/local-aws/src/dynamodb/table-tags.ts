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
  const output = await engine.run('CreateTable', input).catch((error: unknown) => {
    if (!(error instanceof AwsError) || error.code !== 'ResourceInUseException') throw error;
    throw new AwsError(error.code, `Table already exists: ${input.TableName}`);
  });
  const { TableArn } = output['TableDescription'] as { readonly TableArn: string };
  if (Array.isArray(Tags) && Tags.length > 0) {
    await performOnTags('TagResource', { ResourceArn: TableArn, Tags }, engine);
  }
  return output;
}

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
