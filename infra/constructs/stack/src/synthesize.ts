import { type Service } from '@pulso/contracts/naming';
import { type StageName, type StageSettings, knownStages, stageNameOf } from '@pulso/infra/stages/base';

import { type PulsoApp, createApp } from './pulso-app';
import { type PulsoStackProps } from './pulso-stack';

/** What the stack of a service is made from. */
export interface ServiceStackProps extends PulsoStackProps {
  readonly settings: StageSettings;
  /** The built app's folder. */
  readonly packageFolder: string;
}

type StackProps = Omit<ServiceStackProps, 'packageFolder'>;
type Declare<Props> = (app: PulsoApp, props: Props, stage: StageName) => unknown;

/**
 * The program of a service's stack: writes Terraform JSON for the stage that STAGE names, with its state in STATE_BUCKET.
 *
 * @param declare - Declares the service's stack inside the app, with what the stage has for that service.
 * @throws {UnknownStageError} There is no stage of that name. Not retryable.
 * @example
 * synthesize('bot', (app, props, stage) => new BotStack(app, { ...props, bot: botSettings[stage] }));
 */
export function synthesize(service: Service, declare: Declare<ServiceStackProps>): void {
  const packageFolder = `dist/apps/${service}`;
  synthesizeStack(service, (app, props, stage) => declare(app, { ...props, packageFolder }, stage));
}

/**
 * The program of a stack that is no service: it deploys no package.
 *
 * @param name - Of the stack, and of its folder in `infra`.
 * @throws {UnknownStageError} There is no stage of that name. Not retryable.
 */
export function synthesizeStack(name: string, declare: Declare<StackProps>): void {
  const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = `dist/tf/infra-${name}` } = process.env;
  const stage = stageNameOf(STAGE);
  const app = createApp({ outdir: CDKTF_OUTDIR });
  declare(app, { settings: knownStages[stage], stateBucket: STATE_BUCKET }, stage);
  app.synth();
}
