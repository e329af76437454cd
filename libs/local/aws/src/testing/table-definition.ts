import { type TableDefinition } from '@pulso/local/terraform';

import { localAccountId } from '../local-account';
import { testRegion } from './start-test-cloud';

/** A table whose partition key is the string `pk`. */
export const tableDefinition = (name: string, overrides: Partial<TableDefinition> = {}): TableDefinition => ({
  name,
  arn: `arn:aws:dynamodb:${testRegion}:${localAccountId}:table/${name}`,
  partitionKey: { name: 'pk', type: 'S' },
  globalSecondaryIndexes: [],
  ...overrides,
});
