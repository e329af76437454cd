import { runsTable } from '@pulso/adapters/dynamodb';
import { createDynamoDb, type Item, type TableDefinition } from '@pulso/world/dynamodb';

import { type Kernel } from '../kernel/kernel';
import { names } from '../services/names';
import { type FaultMix } from './fault-mix';

/** The world's view of a table. */
export interface TableView {
  readonly name: string;
  /** Visits all items, or those of a partition, at no cost. Never change them. */
  forEachItem(visit: (item: Item) => void, partition?: string): void;
}

export interface Tables {
  readonly users: TableView;
  readonly runs: TableView;
  readonly deliveries: TableView;
  /** Carries out a call of a client. @throws What the client throws. */
  perform(operation: string, request: object): object;
  /** Deletes expired items, as DynamoDB does some time later. Runs do not expire within a world. */
  sweepExpired(): void;
}

/** How long an index may lag behind a write, ms: a moment, sometimes minutes. */
const lagBoundsMs: readonly (readonly [number, number])[] = [
  [1, 500],
  [1, 10_000],
  [10_000, 180_000],
];

/** The tables as the stacks declare them. */
export function createTables(kernel: Kernel, mix: FaultMix): Tables {
  const draw = kernel.draws.of('replica');
  const replicaLagMs = (): number => {
    if (!draw.chance(mix.chanceOf('stale-read', 'dynamodb.Query'))) return 0;
    const [from, to] = lagBoundsMs[draw.below(lagBoundsMs.length)] ?? [0, 0];
    return draw.between(from, to);
  };
  const dynamoDb = createDynamoDb({ clock: kernel.clock, replicaLagMs });
  const create = (definition: TableDefinition): TableView => {
    const { name } = definition;
    dynamoDb.createTable(definition);
    return { name, forEachItem: (visit, partition) => dynamoDb.forEachItem(name, visit, partition) };
  };
  const [pk, sk] = [text('pk'), text('sk')];
  const timeToLiveAttribute = 'expiresAtSeconds';
  return {
    users: create({ name: names.usersTable, arn: '', partitionKey: pk, timeToLiveAttribute }),
    runs: create(runsTableDefinition(names.runsTable)),
    deliveries: create({ name: names.deliveriesTable, arn: '', partitionKey: pk, sortKey: sk, timeToLiveAttribute }),
    perform: dynamoDb.perform,
    sweepExpired: () => void dynamoDb.sweepExpired(),
  };
}

const text = (name: string) => ({ name, type: 'S' }) as const;

/** @returns How the stacks declare the table of runs. */
export function runsTableDefinition(name: string): TableDefinition {
  const { partitionKey, sortKey, sweepIndex } = runsTable;
  return {
    name,
    arn: '',
    partitionKey: text(partitionKey),
    sortKey: text(sortKey),
    indexes: [
      {
        name: sweepIndex.name,
        partitionKey: text(sweepIndex.partitionKey),
        sortKey: { name: sweepIndex.sortKey, type: 'N' },
      },
    ],
  };
}
