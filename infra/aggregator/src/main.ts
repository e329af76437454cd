import { createApp } from '@pulso/infra/constructs';
import { stageSettings } from '@pulso/infra/stages';

import { AggregatorStack } from './aggregator-stack';

const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = 'dist/tf/infra-aggregator' } = process.env;

const app = createApp({ outdir: CDKTF_OUTDIR });
new AggregatorStack(app, {
  settings: stageSettings(STAGE),
  stateBucket: STATE_BUCKET,
  packageFolder: 'dist/apps/aggregator',
});
app.synth();
