import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { knownStages } from '@pulso/infra/stages';
import { readCloudDefinition } from '@pulso/world/stacks';

import { prodAsShipped, synthesizeStacks } from './testing/stacks';

describe('the local cloud', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-stacks-'));

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['local', knownStages.local],
    ['prod as shipped', prodAsShipped],
  ])('reads all that the stacks of %s declare', (stage, settings) => {
    const stackFiles = synthesizeStacks(settings).map(({ text, resources }, index) => {
      const stackFolder = join(folder, stage, String(index));
      const packages = resources('aws_lambda_function').map(({ filename }) => String(filename));
      for (const name of ['cdk.tf.json', ...packages]) {
        mkdirSync(dirname(join(stackFolder, name)), { recursive: true });
        writeFileSync(join(stackFolder, name), text);
      }
      return join(stackFolder, 'cdk.tf.json');
    });

    const definition = readCloudDefinition({
      stackFiles,
      queueUrl: (name) => `http://127.0.0.1/000000000000/${name}`,
      rewrites: [{ prefix: 'https://api.telegram.org', replacement: 'http://127.0.0.1' }],
    });

    expect(definition).toMatchObject({ functions: { length: 5 }, tables: { length: 3 } });
  });
});
