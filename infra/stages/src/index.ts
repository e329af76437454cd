export { UnknownStageError } from './errors';
export { knownStages, stageSettings } from './known-stages';
export { type StageSettings, type TelegramDestination } from './stage-settings';
