export { type StageName, knownStages, stageNameOf } from './known-stages';
export { mailSettingsOf, webhookNamesOf } from './posted-destinations';
export { alertProblems } from './problems/alert-problems';
export { baseProblems } from './problems/base-problems';
export { botProblems } from './problems/bot-problems';
export { chatProblems } from './problems/chat-problems';
export { isMailAddress } from './problems/is-mail-address';
export { mailProblems } from './problems/mail-problems';
export { settingsFile } from './settings-file';
export {
  type AlertSettings,
  type BotSettings,
  type MailSettings,
  type StageDestination,
  type StageSettings,
} from './stage-settings';
