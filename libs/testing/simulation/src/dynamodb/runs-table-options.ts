import { runsTable } from '@pulso/adapters/dynamodb';

import { type TableOptions } from '@pulso/local/dynamodb';

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
