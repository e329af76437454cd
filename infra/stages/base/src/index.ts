export { baseProblems } from './base-problems';
export { fieldProblems } from './field-problems';
export { holdsToken } from './holds-token';
export { type StageName, knownStages, stageNameOf } from './known-stages';
export { settingsFile } from './settings-file';
export { type StageSettings } from './stage-settings';
