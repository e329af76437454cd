import { AwsError } from '../service';
import { type Attributes, type DynaliteEngine, type Output } from './dynalite-engine';

/** Which attribute says when a table's items expire; tables without one never lose an item. */
export type TimeToLiveAttributes = Map<string, string>;

/** Items that expired longer ago than this are left alone. */
const maxAgeSeconds = 5 * 365 * 24 * 3_600;

/** @throws {AwsError} ResourceNotFoundException, ValidationException. Not retryable. */
export async function updateTimeToLive(
  request: Readonly<Record<string, unknown>>,
  attributes: TimeToLiveAttributes,
  engine: DynaliteEngine,
): Promise<Output> {
  const { TableName } = await tableOf(request, engine);
  const { Enabled, AttributeName } = (request['TimeToLiveSpecification'] ?? {}) as Record<string, unknown>;
  if (typeof Enabled !== 'boolean' || typeof AttributeName !== 'string' || AttributeName === '') {
    throw new AwsError('ValidationException', 'TimeToLiveSpecification needs Enabled and AttributeName.');
  }
  if (attributes.has(TableName) === Enabled) {
    throw new AwsError('ValidationException', `TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
  }
  if (Enabled) attributes.set(TableName, AttributeName);
  else attributes.delete(TableName);
  return { TimeToLiveSpecification: { Enabled, AttributeName } };
}

/** @throws {AwsError} ResourceNotFoundException. Not retryable. */
export async function describeTimeToLive(
  request: Readonly<Record<string, unknown>>,
  attributes: TimeToLiveAttributes,
  engine: DynaliteEngine,
): Promise<Output> {
  const { TableName } = await tableOf(request, engine);
  const AttributeName = attributes.get(TableName);
  return {
    TimeToLiveDescription:
      AttributeName === undefined ? { TimeToLiveStatus: 'DISABLED' } : { TimeToLiveStatus: 'ENABLED', AttributeName },
  };
}

/**
 * Deletes the items whose time has passed. Nothing else may write meanwhile.
 *
 * @param nowMs - Epoch ms.
 * @returns How many were deleted.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export async function sweepExpired(
  attributes: TimeToLiveAttributes,
  engine: DynaliteEngine,
  nowMs: number,
): Promise<number> {
  let deletedCount = 0;
  for (const [tableName, attributeName] of attributes) {
    for (const Key of await expiredKeys(tableName, attributeName, engine, nowMs / 1000)) {
      await engine.run('DeleteItem', engine.validate('DeleteItem', { TableName: tableName, Key }));
      deletedCount += 1;
    }
  }
  return deletedCount;
}

async function expiredKeys(
  TableName: string,
  attributeName: string,
  engine: DynaliteEngine,
  nowSeconds: number,
): Promise<Attributes[]> {
  const { KeySchema } = await engine.table(TableName);
  const keys: Attributes[] = [];
  let page: Output = {};
  do {
    const start = page['LastEvaluatedKey'];
    page = await engine.run(
      'Scan',
      engine.validate('Scan', { TableName, ...(start ? { ExclusiveStartKey: start } : {}) }),
    );
    for (const item of page['Items'] as Attributes[]) {
      const expiresAtSeconds = Number(item[attributeName]?.['N'] ?? Infinity);
      if (expiresAtSeconds >= nowSeconds || expiresAtSeconds < nowSeconds - maxAgeSeconds) continue;
      keys.push(Object.fromEntries(KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName] ?? {}])));
    }
  } while (page['LastEvaluatedKey']);
  return keys;
}

async function tableOf({ TableName }: Readonly<Record<string, unknown>>, engine: DynaliteEngine) {
  if (typeof TableName === 'string' && TableName !== '') return engine.table(TableName);
  throw new AwsError('ValidationException', 'The parameter TableName is required.');
}
