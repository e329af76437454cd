import { createApp } from '@pulso/infra/constructs';
import { stageSettings } from '@pulso/infra/stages';

import { QueryWorkerStack } from './query-worker-stack';

const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = 'dist/tf/infra-query-worker' } = process.env;

const app = createApp({ outdir: CDKTF_OUTDIR });
new QueryWorkerStack(app, {
  settings: stageSettings(STAGE),
  stateBucket: STATE_BUCKET,
  packageFolder: 'dist/apps/query-worker',
});
app.synth();
