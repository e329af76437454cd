import { runsTable } from '@pulso/adapters/dynamodb';
import { createStandaloneTable, type StandaloneTable, type TableOptions } from '@pulso/world/dynamodb';

import { type Kernel } from '../kernel/kernel';
import { names } from '../services/names';
import { type FaultMix } from './fault-mix';

export interface Tables {
  readonly users: StandaloneTable;
  readonly runs: StandaloneTable;
  readonly deliveries: StandaloneTable;
}

/** How long an index may go without a write, ms: a moment, and now and then minutes. */
const lagBoundsMs: readonly (readonly [number, number])[] = [
  [1, 500],
  [1, 10_000],
  [10_000, 180_000],
];

/** The tables as the stacks declare them. */
export function createTables({ draws }: Kernel, mix: FaultMix): Tables {
  const draw = draws.of('replica');
  const replicaLagMs = (): number => {
    if (!draw.chance(mix.chanceOf('stale-read', 'dynamodb.Query'))) return 0;
    const [from, to] = lagBoundsMs[draw.below(lagBoundsMs.length)] ?? [0, 0];
    return draw.between(from, to);
  };
  const text = (name: string) => ({ name, type: 'S' }) as const;
  return {
    users: createStandaloneTable({ name: names.usersTable, partitionKey: text('pk'), replicaLagMs }),
    runs: createStandaloneTable({ ...runsTableOptions(names.runsTable), replicaLagMs }),
    deliveries: createStandaloneTable({
      name: names.deliveriesTable,
      partitionKey: text('pk'),
      sortKey: text('sk'),
      replicaLagMs,
    }),
  };
}

/** @returns How the stacks declare the table of runs. */
export function runsTableOptions(name: string): TableOptions {
  const { partitionKey, sortKey, sweepIndex } = runsTable;
  const text = (key: string) => ({ name: key, type: 'S' }) as const;
  return {
    name,
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
