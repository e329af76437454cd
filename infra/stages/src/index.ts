export { knownStages, stageSettings } from './known-stages';
export { serializeDestinations } from './serialize-destinations';
export { type StageSettings } from './stage-settings';
