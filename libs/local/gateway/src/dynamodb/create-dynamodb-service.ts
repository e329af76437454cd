import { AwsError } from '@pulso/world/aws';
import { createDynamoDb, type TableDefinition } from '@pulso/world/dynamodb';

import { localAccountId, type LocalService } from '../service';
import { readJsonBody } from '../parse-input';

export interface DynamoDbService extends LocalService {
  /**
   * Creates tables with their indexes.
   *
   * @throws {Error} A table's ARN is not of this account and region: the definition was resolved for another one.
   */
  createTables(definitions: readonly TableDefinition[]): void;
  /**
   * Deletes expired items of the tables that have a time-to-live attribute. The caller says when: AWS deletes within
   * days, so a reader that does not check the time itself has a bug that an eager sweep would hide.
   *
   * @returns How many items were deleted.
   */
  sweepExpired(): number;
}

export interface DynamoDbServiceOptions {
  /** For idempotency tokens and time to live. */
  readonly clock: { nowMs(): number };
  /** For the tables' ARNs; calls of every region reach the same tables. */
  readonly region: string;
}

const maxTransactionBytes = 4 * 1024 * 1024;

/**
 * Creates DynamoDB on the model that the simulation runs, too. Emulated, not compared with a real account.
 *
 * Operations take effect at once, so all are serializable: more than AWS promises for queries and scans.
 */
export function createDynamoDbService({ clock, region }: DynamoDbServiceOptions): DynamoDbService {
  const dynamoDb = createDynamoDb({ clock });

  return {
    name: 'dynamodb',
    // Refusals reject, as in the other services.
    handle: async ({ operation, body }) => {
      if (operation.startsWith('Transact') && body.length > maxTransactionBytes) {
        throw new AwsError('ValidationException', 'The transaction is larger than the allowed maximum of 4 MB.');
      }
      const request = readJsonBody(body);
      return { status: 200, body: JSON.stringify(dynamoDb.execute(operation, request)) };
    },
    createTables: (definitions) => {
      for (const table of definitions) {
        const arn = `arn:aws:dynamodb:${region}:${localAccountId}:table/${table.name}`;
        if (table.arn !== arn)
          throw new Error(`The table ${table.name} is declared as ${table.arn}, but here it is ${arn}.`);
        dynamoDb.createTable(table);
      }
    },
    sweepExpired: () => dynamoDb.sweepExpired(),
  };
}
