import { services } from '@pulso/contracts/envelope';
import { knownStages } from '@pulso/infra/stages';
import { readCloudDefinition } from '@pulso/world/stacks';

import { prodAsShipped, synthesizeStacks } from './testing/stacks';

describe('the local cloud', () => {
  it.each([
    ['local', knownStages.local],
    ['prod as shipped', prodAsShipped],
  ])('reads all that the stacks of %s declare', (stage, settings) => {
    const stackFiles = synthesizeStacks(settings).map(({ text }, index) => ({
      path: `/${stage}/${index}/cdk.tf.json`,
      text,
    }));

    const definition = readCloudDefinition({
      stackFiles,
      queueUrl: (name) => `http://127.0.0.1/000000000000/${name}`,
      rewrites: [{ prefix: 'https://api.telegram.org', replacement: 'http://127.0.0.1' }],
    });

    expect(definition).toMatchObject({ functions: { length: services.length }, tables: { length: 3 } });
  });
});
