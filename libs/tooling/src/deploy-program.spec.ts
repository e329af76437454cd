import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName } from '@pulso/contracts/naming';
import { knownStages } from '@pulso/infra/stages/base';
import { createSsmService, type Gateway, startGateway } from '@pulso/local-aws';
import { createLocalClock, type LocalClock } from '@pulso/local-clock';

const { region } = knownStages.prod;
const accessKeyId = 'LOCALADMINISTRATOR';

/** What a program says and how it ends, as `execFile` has it of one that fails. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('npm run rollback', () => {
  let clock: LocalClock;
  let gateway: Gateway;

  beforeEach(async () => {
    clock = createLocalClock();
    gateway = await startGateway({
      services: [createSsmService({ clock, region })],
      principals: new Map([[accessKeyId, 'administrator']]),
      clock,
    });
  });

  afterEach(async () => {
    await gateway.close();
    clock.stop();
  });

  const run = (env: NodeJS.ProcessEnv): Promise<Ended> =>
    promisify(execFile)(
      process.execPath,
      [resolve(__dirname, '../deploy/main.js'), 'rollback', '--stage', 'prod', '--service', 'bot', '--plan'],
      { env: { ...process.env, AWS_PROFILE: undefined, AWS_ENDPOINT_URL: gateway.url, ...env } },
    ).then(
      () => ({ code: 0, stdout: '', stderr: '' }),
      (ended: Ended) => ended,
    );

  it('takes the bucket of the last deploy in a shell that names none', async () => {
    const deployed = { commit: 'c2', digest: 'd2', deployedAt: '2026-11-28T12:00:00Z', stateBucket: 'states' };
    const Value = JSON.stringify({ ...deployed, previous: { ...deployed, commit: 'c1', digest: 'd1' } });
    const credentials = { accessKeyId, secretAccessKey: 'made-up' };
    const client = new SSMClient({ region, maxAttempts: 1, endpoint: gateway.url, credentials });
    await client.send(new PutParameterCommand({ Name: parameterName('prod', 'deployed/bot'), Type: 'String', Value }));

    // Any program that can be run: the commit is not in this clone, so that nothing of Terraform is needed.
    const ended = await run({
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'made-up',
      STATE_BUCKET: '',
      TERRAFORM: process.execPath,
    });

    expect(ended).toMatchObject({ code: 1, stdout: 'The state is in states, as for the last deploy.\n' });
    expect(ended.stderr).toMatch(/^c1, which was deployed before, is not in this clone\. Try: git fetch/);
  });
});
