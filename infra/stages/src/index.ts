export { knownStages, stageSettings } from './known-stages';
export { mailSettingsOf, webhookNamesOf } from './posted-destinations';
export { serializeDestinations } from './serialize-destinations';
export { type MailSettings, type StageSettings } from './stage-settings';
