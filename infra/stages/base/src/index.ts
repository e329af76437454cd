export { type StageName, knownStages, stageNameOf } from './known-stages';
export { type StageSettings } from './stage-settings';
