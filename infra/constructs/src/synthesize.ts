import { type Service } from '@pulso/contracts/naming';
import { type StageSettings, stageSettings } from '@pulso/infra/stages';

import { type PulsoApp, createApp } from './pulso-app';
import { type PulsoStackProps } from './pulso-stack';

/** What the stack of a service is made from. */
export interface ServiceStackProps extends PulsoStackProps {
  readonly settings: StageSettings;
  /** The built app's folder. */
  readonly packageFolder: string;
}

/**
 * The program of a stack: writes Terraform JSON for the stage that STAGE names, with its state in STATE_BUCKET.
 *
 * @param declare - Declares the service's stack inside the app.
 * @throws {UnknownStageError} There is no stage of that name. Not retryable.
 * @example
 * synthesize('bot', (app, props) => new BotStack(app, props));
 */
export function synthesize(service: Service, declare: (app: PulsoApp, props: ServiceStackProps) => unknown): void {
  const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = `dist/tf/infra-${service}` } = process.env;
  const app = createApp({ outdir: CDKTF_OUTDIR });
  declare(app, {
    settings: stageSettings(STAGE),
    stateBucket: STATE_BUCKET,
    packageFolder: `dist/apps/${service}`,
  });
  app.synth();
}
