import { type Check } from '../check';
import { failed, ok } from '../finding';
import { type Identity } from '../ports';

/** Whose credentials these are, and whether they lead to where the stage is. */
export const accountCheck: Check<Identity> = {
  area: 'account',
  read: ({ facts }) => facts.identity(),
  judge: ({ accountId, arn, region }, { stage, expected }) => {
    const who = arn.split(':').at(-1) ?? arn;
    const found = `${accountId} as ${who}, region ${region}`;
    if (expected.accountId !== undefined && expected.accountId !== accountId) {
      return [
        failed(
          `${found}, but the settings of ${stage} name the account ${expected.accountId}`,
          'log in to that account, or set AWS_PROFILE',
        ),
      ];
    }
    if (expected.region !== region) {
      return [
        failed(
          `${found}, but the settings of ${stage} name the region ${expected.region}`,
          `set AWS_REGION=${expected.region}`,
        ),
      ];
    }
    return [ok(found)];
  },
};
