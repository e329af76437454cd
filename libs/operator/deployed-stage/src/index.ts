export { awsProblemOf, isDenied } from './aws-problem';
export { createReadReached } from './create-read-reached';
export { NotDeployedError, NotReadyError } from './errors';
export { explainAbsence } from './explain-absence';
export { type BotFunction, findBotFunction } from './find-bot-function';
export { type BotSecrets, readBotSecrets } from './read-bot-secrets';
export { runCommand } from './run-command';
export { stageArguments } from './stage-arguments';
export { useStagePlace } from './use-stage-place';
