import {
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';

import { type ConformanceTarget } from '@pulso/conformance';

import { startConformanceTarget } from '../testing/start-conformance-target';
import { rejectionOf, testRegion } from '../testing/start-test-cloud';
import { createSsmService } from './create-ssm-service';

const reference = 'https://docs.aws.amazon.com/systems-manager/latest/APIReference';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`Parameter Store by its API (${reference})`, () => {
  let target: ConformanceTarget;
  let client: SSMClient;
  let prefix: string;

  beforeEach(async () => {
    target = await startConformanceTarget((clock) => [createSsmService({ clock, region: testRegion })]);
    client = new SSMClient(target.clientConfig);
    prefix = `/${target.uniqueName('parameters')}`;
    await put('a', '1', 'String', 'the first');
    await put('b/c', '2', 'SecureString');
  });

  afterEach(async () => {
    await target.stop();
    client.destroy();
  });

  const put = async (name: string, Value: string, Type: 'SecureString' | 'String', Description?: string) => {
    const Name = `${prefix}/${name}`;
    await client.send(
      new PutParameterCommand({ Name, Value, Type, Overwrite: true, ...(Description && { Description }) }),
    );
    target.onStop(() => client.send(new DeleteParameterCommand({ Name })));
  };

  const named = async (...filters: { Key: string; Option?: string; Values: string[] }[]) => {
    const { Parameters = [] } = await client.send(
      new DescribeParametersCommand({
        ParameterFilters: [{ Key: 'Name', Option: 'BeginsWith', Values: [prefix] }, ...filters],
      }),
    );
    return Parameters.map(({ Name = '' }) => Name.slice(prefix.length + 1)).sort();
  };

  it('describes parameters without their values (API_DescribeParameters)', async () => {
    const { Parameters } = await client.send(
      new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: [`${prefix}/a`] }] }),
    );

    expect(Parameters).toMatchObject([
      { Name: `${prefix}/a`, Type: 'String', Description: 'the first', Version: 1, Tier: 'Standard' },
    ]);
    expect(Parameters?.[0]).not.toHaveProperty('Value');
  });

  it('finds parameters by name, type and path (API_ParameterStringFilter)', async () => {
    expect(await named()).toEqual(['a', 'b/c']);
    expect(await named({ Key: 'Type', Values: ['SecureString'] })).toEqual(['b/c']);
    expect(await named({ Key: 'Path', Option: 'OneLevel', Values: [prefix] })).toEqual(['a']);
    expect(await named({ Key: 'Path', Option: 'Recursive', Values: [prefix] })).toEqual(['a', 'b/c']);
    expect(await rejectionOf(named({ Key: 'Name', Option: 'Sounds', Values: ['x'] }))).toMatchObject({
      name: 'InvalidFilterOption',
    });
  });

  it('remembers versions (API_GetParameterHistory)', async () => {
    await put('a', '3', 'String');

    const { Parameters } = await client.send(new GetParameterHistoryCommand({ Name: `${prefix}/a` }));
    const error = await rejectionOf(client.send(new GetParameterHistoryCommand({ Name: `${prefix}/none` })));

    expect(Parameters).toMatchObject([
      { Version: 1, Value: '1' },
      { Version: 2, Value: '3' },
    ]);
    expect(error).toMatchObject({ name: 'ParameterNotFound' });
  });

  it('deletes parameters, and tells which there were not (API_DeleteParameter, API_DeleteParameters)', async () => {
    const Names = [`${prefix}/a`, `${prefix}/none`];

    const deleted = await client.send(new DeleteParametersCommand({ Names }));
    const again = await rejectionOf(client.send(new DeleteParameterCommand({ Name: `${prefix}/a` })));
    const gone = await rejectionOf(client.send(new GetParameterCommand({ Name: `${prefix}/a` })));

    expect(deleted).toMatchObject({ DeletedParameters: [`${prefix}/a`], InvalidParameters: [`${prefix}/none`] });
    expect(again).toMatchObject({ name: 'ParameterNotFound' });
    expect(gone).toMatchObject({ name: 'ParameterNotFound' });
  });
});
