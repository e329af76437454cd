import { type StageName } from '@pulso/infra/stages/base';

import { type BotSettings } from './bot-settings';
import { local } from './local';
import { prod } from './prod';

export const botSettings: Readonly<Record<StageName, BotSettings>> = { local, prod };
export { botProblems } from './bot-problems';
export { type BotSettings } from './bot-settings';
