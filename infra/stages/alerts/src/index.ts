import { type StageName } from '@pulso/infra/stages/base';

import { type AlertSettings } from './alert-settings';
import { local } from './local';
import { prod } from './prod';

export const alertSettings: Readonly<Record<StageName, AlertSettings>> = { local, prod };
export { alertProblems } from './alert-problems';
export { type AlertSettings } from './alert-settings';
