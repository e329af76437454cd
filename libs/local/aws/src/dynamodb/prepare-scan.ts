import { AwsError } from '../service';
import { type DynaliteEngine } from './dynalite-engine';

/**
 * Makes a scan one that dynalite understands: it does not know `ConsistentRead`, and here every read is consistent.
 *
 * @throws {AwsError} ValidationException: a consistent read of a global index, or the first segment of an unknown number.
 * SerializationException: `ConsistentRead` is not true or false. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export async function prepareScan(
  request: Readonly<Record<string, unknown>>,
  engine: DynaliteEngine,
): Promise<Readonly<Record<string, unknown>>> {
  const { ConsistentRead: isConsistent = null, ...rest } = request;
  const { Segment: segment, TotalSegments: segmentCount = null } = rest;
  if (segment === 0 && segmentCount === null) {
    throw invalid(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    );
  }
  if (isConsistent === null) return rest;
  if (typeof isConsistent !== 'boolean') throw new AwsError('SerializationException', 'ConsistentRead is no Boolean.');
  const { TableName: tableName, IndexName: indexName } = rest;
  if (isConsistent && typeof tableName === 'string' && typeof indexName === 'string') {
    const { GlobalSecondaryIndexes: indexes = [] } = await engine.table(tableName);
    if (indexes.some(({ IndexName }) => IndexName === indexName)) {
      throw invalid('Consistent reads are not supported on global secondary indexes');
    }
  }
  return rest;
}

const invalid = (message: string): AwsError => new AwsError('ValidationException', message);
