import { DynamodbTable } from '@cdktn/provider-aws/lib/dynamodb-table';
import { SsmParameter } from '@cdktn/provider-aws/lib/ssm-parameter';
import { Construct } from 'constructs';

import { parameterName, unsetSecret } from '@pulso/contracts/envelope';

import { named, requireLimits } from './limits';
import { keptBy, stackOf } from './pulso-stack';

interface TableKey {
  readonly name: string;
  readonly type: 'S' | 'N';
}

export interface TableProps {
  /** Base name; the stage's prefix is added. */
  readonly baseName: string;
  /** Whether items have a sort key `sk` beside their partition key `pk`. Default: no. */
  readonly hasSortKey?: boolean;
  /** Finds items by other attributes. It has only their keys. Default: none. */
  readonly index?: { readonly name: string; readonly partitionKey: TableKey; readonly sortKey: TableKey };
}

const partitionKey: TableKey = { name: 'pk', type: 'S' };
const sortKey: TableKey = { name: 'sk', type: 'S' };

/**
 * An on-demand table, private to one service, which can be restored to any second of the last 35 days. DynamoDB deletes
 * items days after their `expiresAtSeconds`, so readers must skip expired ones.
 */
export class Table extends Construct {
  /** A reference: what uses it is created after the table. */
  readonly name: string;
  /** Computed, so that plans show it. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { baseName, hasSortKey = false, index }: TableProps) {
    super(scope, id);
    const stack = stackOf(this);
    const name = stack.nameOf(baseName);
    requireLimits(this, [
      named('its name', name, /^[A-Za-z0-9_.-]{3,}$/, 255),
      index && named('its index', index.name, /^[A-Za-z0-9_.-]{3,}$/, 255),
    ]);
    const table = new DynamodbTable(this, 'table', {
      name,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: partitionKey.name,
      ...(hasSortKey ? { rangeKey: sortKey.name } : {}),
      // Only key attributes.
      attribute: [
        partitionKey,
        ...(hasSortKey ? [sortKey] : []),
        ...(index ? [index.partitionKey, index.sortKey] : []),
      ],
      ...(index ? { globalSecondaryIndex: [toGlobalSecondaryIndex(index)] } : {}),
      ttl: { attributeName: 'expiresAtSeconds', enabled: true },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: stack.settings.protectsData,
      ...keptBy(stack.settings),
    });
    this.name = table.name;
    this.arn = stack.tableArn(baseName);
  }
}

/**
 * Not `hashKey` and `rangeKey`: the provider has deprecated them for indexes since 6.29 (not for tables), and changes
 * between the two forms have recreated indexes.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/46197
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/46602
 */
const toGlobalSecondaryIndex = ({
  name,
  partitionKey: partition,
  sortKey: sort,
}: NonNullable<TableProps['index']>) => ({
  name,
  keySchema: [
    { attributeName: partition.name, keyType: 'HASH' },
    { attributeName: sort.name, keyType: 'RANGE' },
  ],
  projectionType: 'KEYS_ONLY',
});

/**
 * Declares the name of a secret. The operator sets its value, which Terraform never sees.
 *
 * The placeholder is a write-only argument: it is neither in the plan nor in the state, and because its version never
 * changes, no later apply overwrites the operator's value. An apply can't change other arguments either: the provider
 * would have to send the value, which it does not know.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ssm/parameter.go resourceParameterUpdate
 */
export class SecretParameter extends Construct {
  /** A reference: what uses it is created after the parameter. */
  readonly name: string;
  /** Computed, so that plans show it. */
  readonly arn: string;

  /** @param isData - True: its value can't be replaced, so the stage protects the parameter like a table. */
  constructor(scope: Construct, id: string, baseName: string, { isData = false }: { readonly isData?: boolean } = {}) {
    super(scope, id);
    const stack = stackOf(this);
    const name = parameterName(stack.settings.stage, baseName);
    requireLimits(this, [named('its name', name, /^(\/[A-Za-z0-9_.-]+){1,15}$/, 1_011)]);
    const parameter = new SsmParameter(this, 'parameter', {
      name,
      type: 'SecureString',
      tier: 'Standard',
      valueWo: unsetSecret,
      valueWoVersion: 1,
      ...(isData ? keptBy(stack.settings) : {}),
    });
    this.name = parameter.name;
    this.arn = stack.parameterArn(baseName);
  }
}
