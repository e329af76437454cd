import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Service } from '@pulso/contracts/naming';
import { type StageName, type StageSettings, baseProblems, knownStages, stageNameOf } from '@pulso/infra/stages/base';

import { type PulsoApp, createApp } from './pulso-app';
import { type PulsoStackProps } from './pulso-stack';

/** What the stack of a service is made from. */
export interface ServiceStackProps extends PulsoStackProps {
  readonly settings: StageSettings;
  /** The built app's folder. */
  readonly packageFolder: string;
}

type DeclareStack = (app: PulsoApp, props: ServiceStackProps, stage: StageName) => unknown;

/** Finds what in the stage's settings must be changed before this stack can be deployed: sentences that name the file. */
type FindProblems = (stage: StageName) => readonly string[];

/** Beside the stacks, for the check that comes before a deployment. A synth alone may have placeholders. */
const problemsFile = 'stage-problems.json';

/**
 * The program of a stack: writes Terraform JSON for the stage that STAGE names, with its state in STATE_BUCKET.
 *
 * @param declare - Declares the service's stack inside the app, with what the stage has for that service.
 * @param findProblems - Asked for every stage but `local`, which is never deployed.
 * @throws {UnknownStageError} There is no stage of that name. Not retryable.
 * @example
 * synthesize('bot', (app, props, stage) => new BotStack(app, { ...props, bot: botSettings[stage] }));
 */
export function synthesize(service: Service, declare: DeclareStack, findProblems: FindProblems = () => []): void {
  const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = `dist/tf/infra-${service}` } = process.env;
  const stage = stageNameOf(STAGE);
  const app = createApp({ outdir: CDKTF_OUTDIR });
  const props = { settings: knownStages[stage], stateBucket: STATE_BUCKET, packageFolder: `dist/apps/${service}` };
  declare(app, props, stage);
  app.synth();
  const problems = stage === 'local' ? [] : [...baseProblems(knownStages[stage]), ...findProblems(stage)];
  writeFileSync(join(app.outdir, problemsFile), JSON.stringify(problems, null, 2));
}
