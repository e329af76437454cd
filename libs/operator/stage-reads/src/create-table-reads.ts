import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DoctorPorts } from '@pulso/operator/examination';

import { findFor } from './caller';
import { type ClientSettings } from './client-settings';

export function createTableReads(settings: ClientSettings): Pick<DoctorPorts, 'readTableStatus'> {
  const client = new DynamoDBClient(settings);
  return {
    readTableStatus: (name) =>
      findFor('readTableStatus', async () => {
        const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
        return Table?.TableStatus ?? 'unknown';
      }),
  };
}
