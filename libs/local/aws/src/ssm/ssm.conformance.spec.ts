import {
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  type GetParametersByPathCommandInput,
  GetParametersCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from '@aws-sdk/client-ssm';

import { type ConformanceTarget, startConformanceTarget } from '../testing/start-conformance-target';
import { refusal, rejectionOf, testRegion } from '../testing/start-test-cloud';
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
    prefix = `/${'parameters'}`;
    await put('a', '1', { Description: 'the first' });
    await put('b/c', '2', { Type: 'SecureString' });
  });

  afterEach(async () => {
    await target.stop();
    client.destroy();
  });

  const put = async (name: string, Value: string, overrides: Partial<PutParameterCommandInput> = {}) => {
    const Name = `${prefix}/${name}`;
    const output = await client.send(new PutParameterCommand({ Name, Value, Type: 'String', ...overrides }));
    return output;
  };
  const get = async (name: string, WithDecryption?: boolean) =>
    (await client.send(new GetParameterCommand({ Name: `${prefix}/${name}`, WithDecryption }))).Parameter;

  it('gives a parameter by its name or ARN, with all that is known of it (API_GetParameter)', async () => {
    const byName = await get('a');

    const byArn = await client.send(new GetParameterCommand({ Name: byName?.ARN }));

    expect(byName).toEqual({
      Name: `${prefix}/a`,
      ARN: expect.stringMatching(new RegExp(`^arn:aws:ssm:[a-z0-9-]+:\\d{12}:parameter${prefix}/a$`)),
      Type: 'String',
      Value: '1',
      Version: 1,
      DataType: 'text',
      LastModifiedDate: expect.any(Date),
    });
    expect(byArn.Parameter).toEqual(byName);
  });

  it('shows a secret only to who asks for its decryption (API_GetParameter)', async () => {
    const [silent, hidden, shown] = [await get('b/c'), await get('b/c', false), await get('b/c', true)];

    expect(shown).toMatchObject({ Type: 'SecureString', Value: '2' });
    for (const { Value = '' } of [silent ?? {}, hidden ?? {}]) {
      expect(Value.length).toBeGreaterThan(10);
    }
  });

  it('counts versions, and overwrites only when asked to (API_PutParameter, ParameterAlreadyExists)', async () => {
    const refused = await rejectionOf(put('a', '3'));

    const output = await put('a', '3', { Overwrite: true });

    expect(refused).toMatchObject(
      refusal(
        'ParameterAlreadyExists',
        /^The parameter already exists\. To overwrite this value, set the overwrite option in the request to true\.$/,
      ),
    );
    expect(output).toMatchObject({ Version: 2, Tier: 'Standard' });
    expect(await get('a')).toMatchObject({ Value: '3', Version: 2 });
    expect(await get('a:1')).toMatchObject({ Value: '1', Version: 1, Selector: ':1' });
    expect(await rejectionOf(get('a:9'))).toMatchObject(refusal('ParameterVersionNotFound'));
  });

  it('needs a type once (API_PutParameter)', async () => {
    const untyped = (name: string, Overwrite: boolean) =>
      client.send(new PutParameterCommand({ Name: `${prefix}/${name}`, Value: 'x', Overwrite }));

    expect(await rejectionOf(untyped('new', false))).toMatchObject(refusal('ValidationException'));
    expect((await untyped('a', true)).Version).toBe(2);
  });

  it.each<[string, string, Partial<PutParameterCommandInput>, string]>([
    ['a value above 4 KB', 'x', { Value: 'ä'.repeat(2049) }, 'ValidationException'],
    ['an empty value', 'x', { Value: '' }, 'ValidationException'],
    ['a description of 1,025 letters', 'x', { Description: 'x'.repeat(1025) }, 'ValidationException'],
    ['a name with a space', 'x y', {}, 'ValidationException'],
    [
      'a name of 16 levels',
      Array.from({ length: 15 }, () => 'x').join('/'),
      {},
      'HierarchyLevelLimitExceededException',
    ],
    ['a name that AWS keeps to itself', 'x', { Name: '/aws/x' }, 'ValidationException|AccessDeniedException'],
    ['a relative path', 'x', { Name: 'conformance/x' }, 'ValidationException'],
  ])('puts nothing with %s (API_PutParameter)', async (_title, name, overrides, code) => {
    expect(await rejectionOf(put(name, 'x', overrides))).toMatchObject({
      name: expect.stringMatching(new RegExp(`^(${code})$`)),
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('takes a value of 4 KB and a list (API_PutParameter)', async () => {
    await put('large', 'x'.repeat(4096));
    await put('list', 'a,b', { Type: 'StringList' });

    expect((await get('large'))?.Value).toHaveLength(4096);
    expect(await get('list')).toMatchObject({ Type: 'StringList', Value: 'a,b' });
  });

  it('gives many by name, and tells which there are not (API_GetParameters)', async () => {
    const Names = ['none', 'a', 'b/c'].map((name) => `${prefix}/${name}`);

    const { Parameters = [], InvalidParameters } = await client.send(
      new GetParametersCommand({ Names, WithDecryption: true }),
    );

    expect(Parameters.map(({ Value }) => Value).sort()).toEqual(['1', '2']);
    expect(InvalidParameters).toEqual([`${prefix}/none`]);
  });

  it.each([
    ['no', []],
    ['eleven', Array.from({ length: 11 }, (_, n) => `/p${n}`)],
  ])('gives none of %s names (API_GetParameters)', async (_title, Names) => {
    expect(await rejectionOf(client.send(new GetParametersCommand({ Names })))).toMatchObject(
      refusal('ValidationException'),
    );
  });

  it('walks a path, level by level or whole, page by page (API_GetParametersByPath)', async () => {
    for (const name of ['app/a', 'app/b', 'app/deep/c', 'apple']) await put(name, name);
    const page = (overrides: Partial<GetParametersByPathCommandInput>) =>
      client.send(new GetParametersByPathCommand({ Path: `${prefix}/app`, ...overrides }));
    const walk = async (Recursive: boolean) => {
      const found: string[] = [];
      let NextToken: string | undefined;
      do {
        const output = await page({ Recursive, MaxResults: 2, ...(NextToken !== undefined && { NextToken }) });
        found.push(...(output.Parameters ?? []).map(({ Name = '' }) => Name.slice(prefix.length + 1)));
        NextToken = output.NextToken;
      } while (NextToken !== undefined);
      return found.sort();
    };

    expect(await walk(false)).toEqual(['app/a', 'app/b']);
    expect(await walk(true)).toEqual(['app/a', 'app/b', 'app/deep/c']);
    expect(await rejectionOf(page({ MaxResults: 11 }))).toMatchObject(refusal('ValidationException'));
    expect(await rejectionOf(page({ NextToken: 'made up' }))).toMatchObject({
      name: expect.stringMatching(/^(InvalidNextToken|ValidationException)$/),
      $metadata: { httpStatusCode: 400 },
    });
    expect(await rejectionOf(page({ Path: 'app' }))).toMatchObject(refusal('ValidationException'));
  });

  it('describes parameters without their values (API_DescribeParameters)', async () => {
    const { Parameters } = await client.send(
      new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Values: [`${prefix}/a`] }] }),
    );

    expect(Parameters).toMatchObject([
      { Name: `${prefix}/a`, Type: 'String', Description: 'the first', Version: 1, Tier: 'Standard', DataType: 'text' },
    ]);
    expect(Parameters?.[0]).not.toHaveProperty('Value');
  });

  it('finds parameters by name, type and path (API_ParameterStringFilter)', async () => {
    const find = async (...filters: { Key: string; Option?: string; Values: string[] }[]) => {
      const { Parameters = [] } = await client.send(
        new DescribeParametersCommand({
          ParameterFilters: [{ Key: 'Name', Option: 'BeginsWith', Values: [prefix] }, ...filters],
        }),
      );
      return Parameters.map(({ Name = '' }) => Name.slice(prefix.length + 1)).sort();
    };

    expect(await find()).toEqual(['a', 'b/c']);
    expect(await find({ Key: 'Type', Values: ['SecureString'] })).toEqual(['b/c']);
    expect(await find({ Key: 'Path', Option: 'OneLevel', Values: [prefix] })).toEqual(['a']);
    expect(await find({ Key: 'Path', Option: 'Recursive', Values: [prefix] })).toEqual(['a', 'b/c']);
    expect(await rejectionOf(find({ Key: 'Name', Option: 'Sounds', Values: ['x'] }))).toMatchObject(
      refusal('InvalidFilterOption'),
    );
  });

  it('remembers versions (API_GetParameterHistory)', async () => {
    await put('a', '3', { Overwrite: true });
    const history = (name: string) => client.send(new GetParameterHistoryCommand({ Name: `${prefix}/${name}` }));

    expect((await history('a')).Parameters).toMatchObject([
      { Version: 1, Value: '1' },
      { Version: 2, Value: '3' },
    ]);
    expect(await rejectionOf(history('none'))).toMatchObject(refusal('ParameterNotFound'));
  });

  it('deletes parameters, and tells which there were not (API_DeleteParameter, API_DeleteParameters)', async () => {
    const Names = [`${prefix}/a`, `${prefix}/none`];

    const deleted = await client.send(new DeleteParametersCommand({ Names }));

    expect(deleted).toMatchObject({ DeletedParameters: [`${prefix}/a`], InvalidParameters: [`${prefix}/none`] });
    expect(await rejectionOf(client.send(new DeleteParameterCommand({ Name: `${prefix}/a` })))).toMatchObject(
      refusal('ParameterNotFound'),
    );
    expect(await rejectionOf(get('a'))).toMatchObject(refusal('ParameterNotFound'));
  });
});
