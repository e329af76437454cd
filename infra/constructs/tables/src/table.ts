import { DynamodbTable } from '@cdktn/provider-aws/lib/dynamodb-table';
import { Construct } from 'constructs';

import { named, requireLimits } from '@pulso/infra/constructs/stack';
import { stackOf } from '@pulso/infra/constructs/stack';

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
  readonly pointInTimeRecovery?: boolean;
  readonly indexes?: readonly TableIndex[];
}

/** An on-demand table, private to one service. */
export class Table extends Construct {
  readonly name: string;
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const { settings } = stackOf(this);
    this.name = stackOf(this).nameOf(props.baseName);
    const indexes = props.indexes ?? [];
    requireLimits(this, [
      named('its name', this.name, /^[A-Za-z0-9_.-]{3,}$/, 255),
      ...indexes.map(({ name }) => named('its index', name, /^[A-Za-z0-9_.-]{3,}$/, 255)),
    ]);

    this.arn = new DynamodbTable(this, 'table', {
      name: this.name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: props.partitionKey.name,
      ...(props.sortKey ? { rangeKey: props.sortKey.name } : {}),
      attribute: keyAttributes([props, ...indexes]),
      ...(indexes.length > 0 ? { globalSecondaryIndex: indexes.map(toGlobalSecondaryIndex) } : {}),
      ttl: { attributeName: props.timeToLiveAttribute, enabled: true },
      pointInTimeRecovery: { enabled: props.pointInTimeRecovery ?? false },
      deletionProtectionEnabled: settings.protectsData,
    }).arn;
  }

  /** @param name - Of one of the table's indexes. */
  indexArn(name: string): string {
    return `${this.arn}/index/${name}`;
  }
}

const toGlobalSecondaryIndex = ({ name, partitionKey, sortKey, projection }: TableIndex) => ({
  name,
  hashKey: partitionKey.name,
  ...(sortKey ? { rangeKey: sortKey.name } : {}),
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
