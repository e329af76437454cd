import { createApp } from '@pulso/infra/constructs';
import { stageSettings } from '@pulso/infra/stages';

import { BotStack } from './bot-stack';

const { STAGE, STATE_BUCKET, CDKTF_OUTDIR = 'dist/tf/infra-bot' } = process.env;

const app = createApp({ outdir: CDKTF_OUTDIR });
new BotStack(app, { settings: stageSettings(STAGE), stateBucket: STATE_BUCKET, packageFolder: 'dist/apps/bot' });
app.synth();
