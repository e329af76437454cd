import { type StageName } from '@pulso/infra/stages/base';

import { local } from './local';
import { type PostSettings } from './post-settings';
import { prod } from './prod';

export const postSettings: Readonly<Record<StageName, PostSettings>> = { local, prod };
export { isMailAddress } from './is-mail-address';
export { languageProblems } from './language-problems';
export { postProblems } from './post-problems';
export { type MailSettings, type PostSettings, type PostedDestination } from './post-settings';
export { mailSettingsOf, webhookNamesOf } from './posted-destinations';
