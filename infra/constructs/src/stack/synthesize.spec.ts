import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { baseProblems, knownStages } from '@pulso/infra/stages';

import { PulsoStack } from './pulso-stack';
import { synthesize } from './synthesize';

/** Runs a stack's program for a stage and reads what it has left. */
function run(stage: string) {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-synthesize-'));
  const before = { ...process.env };
  Object.assign(process.env, { STAGE: stage, CDKTF_OUTDIR: folder });
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  try {
    synthesize(
      'bot',
      (app, props) => new PulsoStack(app, 'bot', props),
      (settings) => [`infra/stages/src/${settings.stage}.ts: a placeholder: write something else.`],
    );
    return { stack: read('stacks/bot/cdk.tf.json'), problems: read('stage-problems.json') };
  } finally {
    process.env = before;
    rmSync(folder, { recursive: true });
  }
}

describe('synthesize', () => {
  it('synthesizes a stage with problems, and leaves beside the stack what must be changed before a plan', () => {
    const { stack, problems } = run('prod');

    expect(stack).toMatchObject({ provider: { aws: [{ allowed_account_ids: [knownStages.prod.accountId] }] } });
    expect(problems).toEqual([
      ...baseProblems(knownStages.prod, Object.keys(knownStages)),
      'infra/stages/src/prod.ts: a placeholder: write something else.',
    ]);
  });

  it('finds nothing in the stage that is never deployed', () => {
    expect(run('local').problems).toEqual([]);
  });
});
