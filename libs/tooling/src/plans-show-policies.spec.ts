import { knownStages } from '@pulso/infra/stages';

import { checkPolicies } from '../stack-check/check-policies';
import { declarationsOf } from '../stack-check/declarations';
import { prodAsShipped } from './testing/prod-as-shipped';
import { synthesizeStacks } from './testing/synthesize-stacks';

describe('a plan of a stage', () => {
  it.each([
    ['that names its account', prodAsShipped],
    ['with mails and webhooks', knownStages.local],
  ])('%s shows every policy in full before anything exists', async (_case, settings) => {
    const stacks = synthesizeStacks(settings).map(({ text }) => declarationsOf(JSON.parse(text)));

    expect((await Promise.all(stacks.map(checkPolicies))).flat()).toEqual([]);
    expect(stacks.flatMap((stack) => [...stack.values()]).filter(({ body }) => 'policy' in body)).not.toEqual([]);
  });
});
