import { createApp } from '@pulso/infra/constructs';
import { stageSettings } from '@pulso/infra/stages';

import { NotifierStack } from './notifier-stack';

const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = 'dist/tf/infra-notifier' } = process.env;

const app = createApp({ outdir: CDKTF_OUTDIR });
new NotifierStack(app, {
  settings: stageSettings(STAGE),
  stateBucket: STATE_BUCKET,
  packageFolder: 'dist/apps/notifier',
});
app.synth();
