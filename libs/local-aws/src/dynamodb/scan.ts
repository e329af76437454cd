import { AwsError } from '../service';
import { type DynaliteEngine, type Output } from './dynalite-engine';
import { refuseComparisons } from './refuse-comparisons';
import { refuseLegacyConditions } from './write-item';

/**
 * Performs Scan, with the consistent reads that dynalite's does not know; every read here is one.
 *
 * @throws {AwsError} ValidationException, ResourceNotFoundException, SerializationException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html (ConsistentRead)
 */
export async function scan(
  { ConsistentRead, ...request }: Readonly<Record<string, unknown>>,
  engine: DynaliteEngine,
): Promise<Output> {
  refuseLegacyConditions('Scan', request);
  const input = engine.validate('Scan', request);
  refuseComparisons(input._filter?.expression, undefined, engine);
  if (ConsistentRead === true && typeof request['IndexName'] === 'string') {
    const { GlobalSecondaryIndexes = [] } = await engine.table(input.TableName);
    if (GlobalSecondaryIndexes.some(({ IndexName }) => IndexName === request['IndexName'])) {
      throw new AwsError('ValidationException', 'Consistent reads are not supported on global secondary indexes');
    }
  }
  return engine.run('Scan', input);
}
