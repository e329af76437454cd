import { type DynaliteEngine, type Output } from './dynalite-engine';
import { membersOf, refuseRepeatedItems, refuseReturnedMetrics } from './transaction-members';

/**
 * Performs TransactGetItems. Nothing else may write meanwhile.
 *
 * @throws {AwsError} ValidationException, ResourceNotFoundException. Not retryable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
 */
export async function transactGet(
  { TransactItems: items, ...rest }: Readonly<Record<string, unknown>>,
  engine: DynaliteEngine,
): Promise<Output> {
  refuseReturnedMetrics('TransactGetItems', rest);
  const members = [];
  for (const { request } of membersOf(items, ['Get'])) {
    const input = engine.validate('GetItem', request);
    const table = await engine.table(input.TableName);
    members.push({ input, itemId: `${input.TableName}/${engine.keyOf(input, table)}` });
  }
  refuseRepeatedItems(members);
  const Responses: Output[] = [];
  for (const { input } of members) {
    const { Item = {} } = await engine.run('GetItem', input);
    // An item without any of the projected attributes has an empty response, not an empty item.
    Responses.push(Object.keys(Item ?? {}).length === 0 ? {} : { Item });
  }
  return { Responses };
}
