import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { parseOptions, usesColours } from '@pulso/adapters/node-runtime';
import { reportsOf } from '@pulso/domain/reports';
import { knownStages, stageNameOf } from '@pulso/infra/stages';

import { type Verb, envUsage, requireStage, say, stageOptions, useStagePlace } from '../command';
import { examine } from './examine';
import { findingsJson, renderFindings, worstOf } from './findings';
import { createAws, createReads } from './reads';
import { readDeployed } from './settings';
import { readStacks } from './stacks';

/** Where the stacks are synthesized to, from where this program is built to. */
const synthFolder = join(__dirname, '../../tf');

const usage = `Usage: npm run doctor -- --stage NAME [options]

Says what is wrong with a deployed stage: one line for each thing that it needs to work, ok, warning or failed, and what
to do about it. It reads and changes nothing.

  --stage NAME               the stage
  --json                     print what was found as JSON
${envUsage}

The exit status is 0 when nothing has failed, 1 when something has, 2 for a wrong command line.

It reads with your AWS credentials, in AWS_REGION, or else in the region of the stage's settings;
apps/operator/README.md has the policy that it needs. What it may not read is a warning that names the permission.
No line holds a secret.`;

/** The slowest check reads a week of a log. */
const limitMs = 20_000;

/** `npm run doctor` */
export const doctor: Verb = {
  usage,
  run: async (args) => {
    const values = parseOptions(args, { ...stageOptions, json: { type: 'boolean' } }, 'npm run doctor');
    const stage = requireStage(values.stage, 'doctor --');
    useStagePlace({ stage, envFile: values.env }, process.env);
    const aws = createAws();
    const nowMs = Date.now();
    const findings = await examine({
      ...{ stage, catalogue: reportsOf(knownStages[stageNameOf(stage)]), nowMs },
      reads: createReads(aws),
      readDeployed: (declared) => readDeployed(aws, declared),
      readStacks: (identity) => readStacks(join(synthFolder, stage), identity),
      limit: () => sleep(limitMs, `${limitMs / 1000} s`, { ref: false }),
    });
    say(
      values.json
        ? JSON.stringify(findingsJson(stage, nowMs, findings), undefined, 2)
        : renderFindings(findings, usesColours(process.stdout, process.env)),
    );
    return worstOf(findings) === 'failed' ? 1 : 0;
  },
};
