import { type StageName } from '@pulso/infra/stages/base';

import { type ChatSettings } from './chat-settings';
import { local } from './local';
import { prod } from './prod';

export const chatSettings: Readonly<Record<StageName, ChatSettings>> = { local, prod };
export { chatProblems } from './chat-problems';
export { type ChatDestination, type ChatSettings } from './chat-settings';
