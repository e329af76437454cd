import { DynamodbTable } from '@cdktn/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';

import { keptBy } from './stack/kept-by';
import { named, requireLimits } from './stack/limits';
import { stackOf } from './stack/pulso-stack';

export interface TableKey {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

export interface TableIndex {
  readonly name: string;
  readonly partitionKey: TableKey;
  readonly sortKey?: TableKey;
  readonly projection: 'ALL' | 'KEYS_ONLY';
}

export interface TableProps {
  readonly baseName: string;
  readonly partitionKey: TableKey;
  readonly sortKey?: TableKey;
  /** A number of epoch seconds. DynamoDB deletes days later, so readers skip expired items themselves. */
  readonly timeToLiveAttribute: string;
  readonly indexes?: readonly TableIndex[];
}

/** An on-demand table, private to one service, which can be restored to any second of the last 35 days. */
export class Table extends Construct {
  /** A reference: what uses it is created after the table. */
  readonly name: string;
  /** Computed, so that plans show it. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const stack = stackOf(this);
    const name = stack.nameOf(props.baseName);
    const indexes = props.indexes ?? [];
    requireLimits(this, [
      named('its name', name, /^[A-Za-z0-9_.-]{3,}$/, 255),
      ...indexes.map((index) => named('its index', index.name, /^[A-Za-z0-9_.-]{3,}$/, 255)),
    ]);

    const table = new DynamodbTable(this, 'table', {
      name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: props.partitionKey.name,
      ...(props.sortKey ? { rangeKey: props.sortKey.name } : {}),
      attribute: keyAttributes([props, ...indexes]),
      ...(indexes.length > 0 ? { globalSecondaryIndex: indexes.map(toGlobalSecondaryIndex) } : {}),
      ttl: { attributeName: props.timeToLiveAttribute, enabled: true },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: stack.settings.protectsData,
      ...keptBy(stack.settings),
    });
    this.name = table.name;
    this.arn = stack.tableArn(props.baseName);
  }

  /** @param name - Of one of the table's indexes. */
  indexArn(name: string): string {
    return `${this.arn}/index/${name}`;
  }
}

/**
 * Not `hashKey` and `rangeKey`: the provider has deprecated them for indexes since 6.29 (not for tables), and a change
 * from one form to the other has recreated indexes.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/46197
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/46602
 */
const toGlobalSecondaryIndex = ({ name, partitionKey, sortKey, projection }: TableIndex) => ({
  name,
  keySchema: [
    { attributeName: partitionKey.name, keyType: 'HASH' },
    ...(sortKey ? [{ attributeName: sortKey.name, keyType: 'RANGE' }] : []),
  ],
  projectionType: projection,
});

/** DynamoDB wants exactly the key attributes declared, each once. */
function keyAttributes(keyed: readonly { partitionKey: TableKey; sortKey?: TableKey }[]): TableKey[] {
  const attributes = new Map<string, TableKey>();
  for (const { partitionKey, sortKey } of keyed) {
    for (const { name, type } of sortKey ? [partitionKey, sortKey] : [partitionKey])
      attributes.set(name, { name, type });
  }
  return [...attributes.values()];
}
