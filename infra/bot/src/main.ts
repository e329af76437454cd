import { synthesize } from '@pulso/infra/constructs';
import { partProblems } from '@pulso/infra/stages';

import { BotStack } from './bot-stack';

synthesize(
  'bot',
  (app, props) => new BotStack(app, props),
  (settings) => partProblems('bot', settings),
);
