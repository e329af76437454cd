import {
  DeleteItemCommand,
  type DeleteItemCommandInput,
  type DeleteItemCommandOutput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
  type UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';

import { startTableTarget, type TableTarget } from './start-table-target';

/** A table that is there while the tests of a `describe` run; what needs it can be destructured before. */
export interface SharedTable extends Omit<TableTarget, 'nextTest' | 'stop'> {
  update(
    pk: string,
    UpdateExpression: string,
    overrides?: Partial<UpdateItemCommandInput>,
  ): Promise<UpdateItemCommandOutput>;
  remove(pk: string, overrides?: Partial<DeleteItemCommandInput>): Promise<DeleteItemCommandOutput>;
}

/** Starts a table before the tests of the surrounding `describe`, gives each of them its own keys, and stops it after them. */
export function startSharedTableTarget(): SharedTable {
  let table: TableTarget;
  beforeAll(async () => {
    table = await startTableTarget();
  });
  beforeEach(() => table.nextTest());
  afterAll(() => table?.stop());

  return {
    get target() {
      return table.target;
    },
    get client() {
      return table.client;
    },
    get TableName() {
      return table.TableName;
    },
    own: (text) => table.own(text),
    key: (pk, sk) => table.key(pk, sk),
    put: (item, overrides) => table.put(item, overrides),
    get: (pk, sk) => table.get(pk, sk),
    update: (pk, UpdateExpression, overrides) => {
      const { client, TableName } = table;
      return client.send(new UpdateItemCommand({ TableName, Key: table.key(pk), UpdateExpression, ...overrides }));
    },
    remove: (pk, overrides) => {
      const { client, TableName } = table;
      return client.send(new DeleteItemCommand({ TableName, Key: table.key(pk), ...overrides }));
    },
  };
}
