import { synthesize } from '@pulso/infra/constructs/stack';
import { botProblems, botSettings } from '@pulso/infra/stages/bot';

import { BotStack } from './bot-stack';

synthesize(
  'bot',
  (app, props, stage) => new BotStack(app, { ...props, bot: botSettings[stage] }),
  (stage) => botProblems(stage, botSettings[stage]),
);
