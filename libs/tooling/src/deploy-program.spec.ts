import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName } from '@pulso/contracts/envelope';
import { knownStages, type StageSettings } from '@pulso/infra/stages';
import { localAccountId } from '@pulso/local/aws';

import { type ParameterStore, startParameterStore } from './testing/parameter-store';

const { region, accountId }: StageSettings = knownStages.prod;

/** What a program says and how it ends, as `execFile` has it of one that fails. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('npm run rollback', () => {
  const stores: ParameterStore[] = [];

  afterEach(async () => {
    for (const store of stores.splice(0)) await store.stop();
  });

  async function startStore(account = accountId ?? localAccountId): Promise<ParameterStore> {
    const store = await startParameterStore(region, account);
    stores.push(store);
    return store;
  }

  const run = (store: ParameterStore, env: NodeJS.ProcessEnv): Promise<Ended> =>
    promisify(execFile)(
      process.execPath,
      [resolve(__dirname, '../deploy/main.ts'), 'rollback', '--stage', 'prod', '--service', 'bot', '--plan'],
      { env: { ...process.env, AWS_PROFILE: undefined, ...store.variables, ...env } },
    ).then(
      () => ({ code: 0, stdout: '', stderr: '' }),
      (ended: Ended) => ended,
    );

  it('takes the bucket of the last deploy in a shell that names none', async () => {
    const store = await startStore();
    const deployed = { commit: 'c2', digest: 'd2', deployedAt: '2026-11-28T12:00:00Z', stateBucket: 'states' };
    const Value = JSON.stringify({ ...deployed, previous: { ...deployed, commit: 'c1', digest: 'd1' } });
    const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY } = store.variables;
    const credentials = { accessKeyId, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    const client = new SSMClient({ region, maxAttempts: 1, endpoint, credentials });
    await client.send(new PutParameterCommand({ Name: parameterName('prod', 'deployed/bot'), Type: 'String', Value }));

    // Any program that can be run: the commit is not in this clone, so that nothing of Terraform is needed.
    const ended = await run(store, { STATE_BUCKET: '', TERRAFORM: process.execPath });

    expect(ended).toMatchObject({ code: 1, stdout: 'The state is in states, as for the last deploy.\n' });
    expect(ended.stderr).toMatch(/^c1, which was deployed before, is not in this clone\. Try: git fetch/);
  });

  // A stage whose settings name no account can't tell.
  (accountId === undefined ? it.skip : it)(
    'stops where the credentials are of another account, before it reads what is deployed',
    async () => {
      const store = await startStore('999999999999');

      const ended = await run(store, { STATE_BUCKET: 'states', TERRAFORM: process.execPath });

      expect(ended).toMatchObject({ code: 1, stdout: '' });
      expect(ended.stderr).toContain(
        `the account 999999999999, but the settings of prod name the account ${accountId}.`,
      );
    },
  );
});
