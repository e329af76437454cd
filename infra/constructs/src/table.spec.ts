import { synthesizeConstructs } from './stack/synthesize-for-spec';

import { Table } from './table';

describe('Table', () => {
  it('declares every key attribute once, expires items and follows the stage in protecting data', () => {
    const pk = { name: 'pk', type: 'S' } as const;
    const [table] = synthesizeConstructs((stack) => {
      new Table(stack, 'runs', {
        baseName: 'runs',
        partitionKey: pk,
        sortKey: { name: 'sk', type: 'S' },
        timeToLiveAttribute: 'expiresAtSeconds',
        indexes: [{ name: 'by-state', partitionKey: { name: 'state', type: 'S' }, sortKey: pk, projection: 'ALL' }],
      });
    }).resources('aws_dynamodb_table');

    expect(table).toMatchObject({
      name: 'pulso-test-runs',
      billing_mode: 'PAY_PER_REQUEST',
      attribute: [pk, { name: 'sk', type: 'S' }, { name: 'state', type: 'S' }],
      global_secondary_index: [
        {
          name: 'by-state',
          key_schema: [
            { attribute_name: 'state', key_type: 'HASH' },
            { attribute_name: 'pk', key_type: 'RANGE' },
          ],
        },
      ],
      point_in_time_recovery: { enabled: true },
      ttl: { attribute_name: 'expiresAtSeconds', enabled: true },
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('may be removed in a stage without data to protect', () => {
    const [table] = synthesizeConstructs(
      (stack) => {
        const partitionKey = { name: 'pk', type: 'S' } as const;
        new Table(stack, 'runs', { baseName: 'runs', partitionKey, timeToLiveAttribute: 'expiresAtSeconds' });
      },
      { protectsData: false },
    ).resources('aws_dynamodb_table');

    expect(table).toMatchObject({ deletion_protection_enabled: false });
    expect(table).not.toHaveProperty('lifecycle');
  });

  it('refuses an index name of two letters', () => {
    const build = () =>
      synthesizeConstructs((stack) => {
        const partitionKey = { name: 'pk', type: 'S' } as const;
        const indexes = [{ name: 'ix', partitionKey, projection: 'ALL' }] as const;
        new Table(stack, 'runs', { baseName: 'runs', partitionKey, timeToLiveAttribute: 'ttl', indexes });
      });

    expect(build).toThrow(/its index "ix" does not match/);
  });
});
