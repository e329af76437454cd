import { DynamoDbError, validationException } from '../errors';
import { type CreateTableRequest, checkCreateTable } from './create-table-request';
import { describeTable } from './describe-table';
import { type TableRegistry } from './table-registry';
import { type Tag, checkTags } from './tags';

interface OnTable {
  readonly TableName: string;
}

interface ListTablesRequest {
  readonly ExclusiveStartTableName?: string;
  readonly Limit?: number;
}

interface UpdateTimeToLiveRequest extends OnTable {
  readonly TimeToLiveSpecification: { readonly Enabled: boolean; readonly AttributeName: string };
}

const nothing = Object.freeze({});

/** @returns The operations on tables. Each takes a request that was checked to be one of it. */
export const administerTables = (tables: TableRegistry, nowSeconds: () => number) => ({
  CreateTable: (request: CreateTableRequest) => {
    if (tables.has(request.TableName)) {
      throw new DynamoDbError('ResourceInUseException', `Table already exists: ${request.TableName}`);
    }
    checkCreateTable(request);
    checkTags(request.Tags ?? []);
    const table = tables.add(request, nowSeconds());
    return { TableDescription: describeTable(table, 'CREATING') };
  },
  DeleteTable: ({ TableName }: OnTable) => {
    const table = tables.named(TableName);
    tables.delete(TableName);
    return { TableDescription: describeTable(table, 'DELETING') };
  },
  DescribeTable: ({ TableName }: OnTable) => ({ Table: describeTable(tables.named(TableName), 'ACTIVE') }),
  ListTables: ({ ExclusiveStartTableName: start = '', Limit: limit = 100 }: ListTablesRequest) => {
    const names = tables
      .all()
      .map(({ name }) => name)
      .filter((name) => name > start)
      .sort();
    const TableNames = names.slice(0, limit);
    return { TableNames, ...(names.length > limit && { LastEvaluatedTableName: TableNames.at(-1) }) };
  },
  TagResource: ({ ResourceArn, Tags }: { ResourceArn: string; Tags: readonly Tag[] }) => {
    const { tags } = tables.ofArn(ResourceArn);
    const merged = new Map([...tags, ...Tags.map(({ Key, Value }) => [Key, Value] as const)]);
    checkTags([...merged].map(([Key, Value]) => ({ Key, Value })));
    for (const { Key, Value } of Tags) tags.set(Key, Value);
    return nothing;
  },
  UntagResource: ({ ResourceArn, TagKeys }: { ResourceArn: string; TagKeys: readonly string[] }) => {
    const { tags } = tables.ofArn(ResourceArn);
    for (const key of TagKeys) tags.delete(key);
    return nothing;
  },
  ListTagsOfResource: ({ ResourceArn }: { ResourceArn: string }) => ({
    Tags: [...tables.ofArn(ResourceArn).tags].map(([Key, Value]) => ({ Key, Value })),
  }),
  UpdateTimeToLive: ({ TableName, TimeToLiveSpecification }: UpdateTimeToLiveRequest) => {
    const table = tables.named(TableName);
    const { Enabled, AttributeName } = TimeToLiveSpecification;
    if ((table.timeToLiveAttribute !== undefined) === Enabled) {
      throw validationException(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
    }
    table.timeToLiveAttribute = Enabled ? AttributeName : undefined;
    return { TimeToLiveSpecification };
  },
  DescribeTimeToLive: ({ TableName }: OnTable) => {
    const { timeToLiveAttribute: AttributeName } = tables.named(TableName);
    const isEnabled = AttributeName !== undefined;
    return {
      TimeToLiveDescription: isEnabled
        ? { TimeToLiveStatus: 'ENABLED', AttributeName }
        : { TimeToLiveStatus: 'DISABLED' },
    };
  },
});
