import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Plugin, build } from 'esbuild';

const root = join(__dirname, '../../..');
const { version } = jest.requireActual<{ version: string }>('@aws-sdk/client-ssm/package.json');
const slimClients = jest.requireActual<Plugin>(join(root, 'libs/bundling/src/slim-clients.js'));

/** A program with the real client, whose network is a function. */
const program = `
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';

export const agents = [];

export const read = (statusCode, body) =>
  new SSMClient({
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async ({ headers }) => {
        agents.push(headers['user-agent']);
        return { response: { statusCode, headers: {}, body: new Blob([JSON.stringify(body)]).stream() } };
      },
    },
  }).send(new GetParametersCommand({ Names: ['/a'] }));
`;

interface Program {
  readonly agents: readonly string[];
  readonly read: (statusCode: number, body: object) => Promise<{ Parameters?: readonly object[] }>;
}

describe('a bundle without what it does not use of a client', () => {
  let folder: string;

  const bundle = async (name: string, plugins: Plugin[]): Promise<string> => {
    const outfile = join(folder, name);
    await build({
      stdin: { contents: program, resolveDir: root },
      bundle: true,
      minify: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      format: 'cjs',
      outfile,
      plugins,
    });
    return outfile;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulso-clients-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is smaller, reads parameters, says its version, and names what the service refused', async () => {
    const [with_, without] = [await bundle('with.js', []), await bundle('without.js', [slimClients])];
    const { agents, read } = jest.requireActual<Program>(without);

    expect(statSync(with_).size - statSync(without).size).toBeGreaterThan(40_000);
    expect(await read(200, { Parameters: [{ Name: '/a', Value: 'x' }] })).toMatchObject({
      Parameters: [{ Name: '/a', Value: 'x' }],
    });
    expect(agents[0]).toContain(`aws-sdk-js/${version}`);
    await expect(read(400, { __type: 'ThrottlingException', message: 'Rate exceeded' })).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(read(500, { __type: 'InternalServerError' })).rejects.toMatchObject({ name: 'InternalServerError' });
  });
});
