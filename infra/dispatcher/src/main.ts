import { createApp } from '@pulso/infra/constructs';
import { stageSettings } from '@pulso/infra/stages';
import { catalogue } from '@pulso/reports';

import { DispatcherStack } from './dispatcher-stack';

const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = 'dist/tf/infra-dispatcher' } = process.env;

const app = createApp({ outdir: CDKTF_OUTDIR });
new DispatcherStack(app, {
  settings: stageSettings(STAGE),
  stateBucket: STATE_BUCKET,
  packageFolder: 'dist/apps/dispatcher',
  catalogue,
});
app.synth();
