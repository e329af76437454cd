export { type StageName, knownStages, stageNameOf } from './known-stages';
export { baseProblems, isPlaceholderProblem, partProblems, settingsFile } from './stage-problems';
export {
  type AlertSettings,
  type BotSettings,
  type MailSettings,
  type StageDestination,
  type StageSettings,
} from './stage-settings';
