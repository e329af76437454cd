import { type TransactGetRequest } from '../requests/requests';
import { type PreparedRead, prepareRead } from './read-item';
import { type TransactWriteOptions, refuseRepeatedItems } from './transact-write';

/** @throws ValidationException, ResourceNotFoundException. */
export function transactGet({ TransactItems }: TransactGetRequest, { tableOf, nowMs }: TransactWriteOptions): object {
  const reads = TransactItems.flatMap(({ Get }) => {
    if (!Get) return [];
    const table = tableOf(Get.TableName);
    const prepared: PreparedRead = prepareRead({ ...Get, ConsistentRead: true }, table);
    return [{ table, ...prepared }];
  });
  refuseRepeatedItems(reads);
  return {
    Responses: reads.map(({ read }) => {
      const { output } = read(nowMs);
      // An item without any of the projected attributes has an empty response, not an empty item.
      return Object.keys(output.Item ?? {}).length > 0 ? output : {};
    }),
  };
}
