import { type StageName, type StageSettings, knownStages } from '@pulso/infra/stages';

import { type Reached, NotDeployedError, NotReadyError, explainAbsence } from './aws';

const { region } = knownStages.prod;
const absent = new NotDeployedError('There is no function pulso-prod-bot', 'Deploy the bot');

/** Reached is what the settings name, but for what is said here. */
const errorAt = (stage: StageName, reached: Partial<Reached> | Error, error: Error = absent): Promise<unknown> =>
  explainAbsence(
    stage,
    async () => {
      if (reached instanceof Error) throw reached;
      const settings: StageSettings = knownStages[stage];
      return { accountId: settings.accountId ?? '', region: settings.region, ...reached };
    },
    () => Promise.reject(error),
  ).catch((reason: unknown) => reason);

describe('explainAbsence', () => {
  it('gives what was done at the stage', async () => {
    const refuse = () => Promise.reject(new Error('asked'));

    expect(await explainAbsence('prod', refuse, async () => 'done')).toBe('done');
  });

  it.each([
    [
      { accountId: 'another' },
      /in the account another .* name the account \d{12}\. Log in to that account, or set AWS_PROFILE\.$/,
    ],
    [
      { region: 'another-1' },
      new RegExp(`region another-1; the settings of prod name the region ${region}\\. Set AWS_REGION=${region}\\.$`),
    ],
    [
      {},
      new RegExp(
        `^There is no function pulso-prod-bot in the account \\d{12} .*, region ${region}\\. Deploy the bot\\.$`,
      ),
    ],
  ])('says of credentials that lead to %j what to do', async (reached, message) => {
    const error = await errorAt('prod', reached);

    expect(error).toBeInstanceOf(NotReadyError);
    expect((error as Error).message).toMatch(message);
  });

  it('takes any account where the settings name none', async () => {
    expect(String(await errorAt('local', { accountId: 'another' }))).toMatch(/Deploy the bot\.$/);
  });

  it('keeps the error where STS does not tell whose the credentials are, and errors of other kinds', async () => {
    const other = new TypeError('slip');

    expect(await errorAt('prod', new Error('denied'))).toBe(absent);
    expect(await errorAt('prod', {}, other)).toBe(other);
  });
});
