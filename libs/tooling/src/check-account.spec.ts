import { localAccountId } from '@pulso/local/aws';

import { type ParameterStore, startParameterStore } from './testing/parameter-store';
import { checkAccount } from '../deploy/check-account';

const region = 'eu-central-1';

describe('the check of the account', () => {
  const before = { ...process.env };
  let store: ParameterStore;

  beforeEach(async () => {
    store = await startParameterStore(region);
    Object.assign(process.env, store.variables);
  });

  afterEach(async () => {
    process.env = { ...before };
    await store.stop();
  });

  const check = (accountId: string | undefined) => checkAccount({ stage: 'prod', region, accountId, maxAttempts: 1 });

  it("takes credentials of the stage's account, and any where the settings name none", async () => {
    await expect(check(localAccountId)).resolves.toBeUndefined();
    await expect(check(undefined)).resolves.toBeUndefined();
  });

  it('names both accounts where they differ', async () => {
    await expect(check('111111111111')).rejects.toThrow(
      `These credentials are of the account ${localAccountId}, but the settings of prod name the account 111111111111.`,
    );
  });

  it('says what is wrong where AWS does not know the credentials', async () => {
    process.env['AWS_ACCESS_KEY_ID'] = 'UNKNOWN';

    await expect(check(localAccountId)).rejects.toThrow(
      /^Cannot ask STS in eu-central-1 whose credentials these are: AWS does not know the credentials/,
    );
  });
});
