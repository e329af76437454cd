import { SecretParameter, Table, type TableProps } from './data';
import { synthesizeConstructs } from './synthesize-for-spec';

const table = (props: Partial<TableProps> = {}, protectsData = true) =>
  synthesizeConstructs((stack) => new Table(stack, 'runs', { baseName: 'runs', ...props }), { protectsData }).resources(
    'aws_dynamodb_table',
  )[0];

const state = { name: 'state', type: 'S' } as const;
const at = { name: 'atMs', type: 'N' } as const;

describe('Table', () => {
  it('declares every key attribute, expires items and protects data if the stage does', () => {
    const index = { name: 'by-state', partitionKey: state, sortKey: at };

    expect(table({ hasSortKey: true, index })).toMatchObject({
      name: 'pulso-test-runs',
      billing_mode: 'PAY_PER_REQUEST',
      attribute: [{ name: 'pk', type: 'S' }, { name: 'sk', type: 'S' }, state, at],
      global_secondary_index: [
        {
          name: 'by-state',
          key_schema: [
            { attribute_name: 'state', key_type: 'HASH' },
            { attribute_name: 'atMs', key_type: 'RANGE' },
          ],
        },
      ],
      point_in_time_recovery: { enabled: true },
      ttl: { attribute_name: 'expiresAtSeconds', enabled: true },
      deletion_protection_enabled: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('may be removed in a stage that does not protect data', () => {
    const unprotected = table({}, false);

    expect(unprotected).toMatchObject({ deletion_protection_enabled: false });
    expect(unprotected).not.toHaveProperty('lifecycle');
  });

  it('refuses an index name of two letters', () => {
    expect(() => table({ index: { name: 'ix', partitionKey: state, sortKey: at } })).toThrow(
      /its index "ix" does not match/,
    );
  });
});

describe('SecretParameter', () => {
  it('declares a name, with no value in the state', () => {
    const [parameter] = synthesizeConstructs((stack) => {
      new SecretParameter(stack, 'token', 'token');
    }).resources('aws_ssm_parameter');

    expect(parameter).toMatchObject({
      name: '/pulso/test/token',
      type: 'SecureString',
      tier: 'Standard',
      value_wo_version: 1,
    });
    expect(parameter).not.toHaveProperty('value');
    expect(parameter).not.toHaveProperty('insecure_value');
    expect(parameter).not.toHaveProperty('lifecycle');
  });

  it('is protected by the stage if its value can not be replaced', () => {
    const [parameter] = synthesizeConstructs((stack) => {
      new SecretParameter(stack, 'key', 'key', { isData: true });
    }).resources('aws_ssm_parameter');

    expect(parameter).toMatchObject({ lifecycle: { prevent_destroy: true } });
  });
});
