import { synthesize } from '@pulso/infra/constructs';

import { BotStack } from './bot-stack';

synthesize('bot', (app, props) => new BotStack(app, props));
