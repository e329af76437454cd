import { type Arguments } from '../arguments';
import { type KeyAttribute, type TableDefinition } from '../cloud-definition';
import { InvalidDeclarationError, UnsupportedDeclarationError } from '../errors';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, readAll } from './located';

type Index = TableDefinition['globalSecondaryIndexes'][number];
type KeyTypes = ReadonlyMap<string, KeyAttribute['type']>;

const harmless = ['table_class', 'point_in_time_recovery', 'deletion_protection_enabled', 'server_side_encryption'];

export const readTables = (resources: readonly ResolvedResource[]): Located<TableDefinition>[] =>
  readAll(resources, 'aws_dynamodb_table', (parameters, resource) => {
    parameters.allowOnly('stream_enabled', false);
    requireNoCapacity(parameters);
    const types = keyTypesOf(parameters);
    const timeToLiveAttribute = timeToLiveOf(parameters);
    const table: TableDefinition = {
      name: parameters.text('name'),
      arn: arnIn(resource),
      partitionKey: keyOf(parameters, parameters.text('hash_key'), types),
      ...sortKeyOf(parameters, types),
      globalSecondaryIndexes: parameters.blocks('global_secondary_index').map((block) => indexOf(block, types)),
      ...(timeToLiveAttribute === undefined ? {} : { timeToLiveAttribute }),
    };
    parameters.refuseOthers(...harmless);
    return table;
  });

/** The provider makes a table provisioned that says nothing, with a capacity that nothing here imitates. */
function requireNoCapacity(parameters: Arguments): void {
  const mode = parameters.optionalText('billing_mode') ?? 'PROVISIONED';
  if (mode !== 'PAY_PER_REQUEST') throw new UnsupportedDeclarationError(parameters.where, `"billing_mode" = "${mode}"`);
}

function keyTypesOf(parameters: Arguments): KeyTypes {
  return new Map(
    parameters.blocks('attribute').map((attribute) => {
      const type = attribute.text('type');
      if (type !== 'S' && type !== 'N') return attribute.fail('type', 'S or N');
      return [attribute.text('name'), type];
    }),
  );
}

function keyOf({ where }: Arguments, name: string, types: KeyTypes): KeyAttribute {
  const type = types.get(name);
  if (!type) throw new InvalidDeclarationError(where, `the key "${name}" is not among its attributes`);
  return { name, type };
}

function sortKeyOf(parameters: Arguments, types: KeyTypes): { sortKey?: KeyAttribute } {
  const name = parameters.optionalText('range_key');
  return name === undefined ? {} : { sortKey: keyOf(parameters, name, types) };
}

function indexOf(block: Arguments, types: KeyTypes): Index {
  const projectionType = block.text('projection_type');
  if (projectionType !== 'ALL' && projectionType !== 'KEYS_ONLY') {
    return block.fail('projection_type', 'ALL or KEYS_ONLY');
  }
  const index: Index = { name: block.text('name'), ...indexKeysOf(block, types), projectionType };
  block.refuseOthers();
  return index;
}

type IndexKeys = Pick<Index, 'partitionKey' | 'sortKey'>;

function indexKeysOf(block: Arguments, types: KeyTypes): IndexKeys {
  const keys = block.blocks('key_schema').map((key) => {
    const read = { type: key.text('key_type'), key: keyOf(key, key.text('attribute_name'), types) };
    key.refuseOthers();
    return read;
  });
  const [partitionKey, ...furtherPartitionKeys] = keys.filter(({ type }) => type === 'HASH');
  const [sortKey, ...furtherSortKeys] = keys.filter(({ type }) => type === 'RANGE');
  const isPair = furtherPartitionKeys.length + furtherSortKeys.length === 0;
  const isKnown = keys.every(({ type }) => type === 'HASH' || type === 'RANGE');
  if (!partitionKey || !isPair || !isKnown) return block.fail('key_schema', 'one HASH and at most one RANGE key');
  return { partitionKey: partitionKey.key, ...(sortKey ? { sortKey: sortKey.key } : {}) };
}

function timeToLiveOf(parameters: Arguments): string | undefined {
  const block = parameters.block('ttl');
  if (!block) return undefined;
  const name = block.optionalText('attribute_name');
  const enabled = block.flag('enabled');
  block.refuseOthers();
  return enabled ? (name ?? block.fail('attribute_name', 'a text')) : undefined;
}
