import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Service } from '@pulso/contracts/envelope';
import { type StageSettings, baseProblems, knownStages, stageNameOf } from '@pulso/infra/stages';

import { type PulsoApp, createApp } from './pulso-app';
import { type PulsoStackProps } from './pulso-stack';
import { runProgram } from './run-program';
import { secretProblems } from './secret-problems';

/** What the stack of a service is made from. */
export interface ServiceStackProps extends PulsoStackProps {
  readonly settings: StageSettings;
  /** The built app's folder. */
  readonly packageFolder: string;
}

type StackProps = Omit<ServiceStackProps, 'packageFolder'>;
type Declare<Props> = (app: PulsoApp, props: Props) => unknown;

/** Finds what in the stage's settings must be changed before this stack can be deployed: sentences that name the file. */
type FindProblems = (settings: StageSettings) => readonly string[];

/** Beside the stacks, for the check that comes before a deployment. A synth alone may have placeholders. */
const problemsFile = 'stage-problems.json';

/**
 * The program of a service's stack: writes Terraform JSON for the stage that STAGE names, with its state in STATE_BUCKET.
 * It ends as {@link runProgram} does where there is no such stage or something does not fit.
 *
 * @param declare - Declares the service's stack inside the app.
 * @param findProblems - Asked for every stage but `local`, which is never deployed.
 * @example
 * synthesize('bot', (app, props) => new BotStack(app, props), (settings) => partProblems('bot', settings));
 */
export function synthesize(service: Service, declare: Declare<ServiceStackProps>, findProblems?: FindProblems): void {
  const packageFolder = `dist/apps/${service}`;
  synthesizeStack(service, (app, props) => declare(app, { ...props, packageFolder }), findProblems);
}

/**
 * The program of a stack that is no service: it deploys no package.
 *
 * @param name - Of the stack, and of its folder in `infra`.
 * @param findProblems - As for {@link synthesize}.
 */
export function synthesizeStack(
  name: string,
  declare: Declare<StackProps>,
  findProblems: FindProblems = () => [],
): void {
  void runProgram(() => writeStack(name, declare, findProblems));
}

function writeStack(name: string, declare: Declare<StackProps>, findProblems: FindProblems): void {
  const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = `dist/tf/local/infra-${name}` } = process.env;
  const settings: StageSettings = knownStages[stageNameOf(STAGE)];
  const app = createApp({ outdir: CDKTF_OUTDIR });
  declare(app, { settings, stateBucket: STATE_BUCKET });
  app.synth();
  const text = readFileSync(join(app.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8');
  const problems =
    settings.stage === 'local'
      ? []
      : [
          ...baseProblems(settings, Object.keys(knownStages)),
          ...findProblems(settings),
          ...secretProblems(settings.stage, text),
        ];
  writeFileSync(join(app.outdir, problemsFile), JSON.stringify(problems, null, 2));
}
