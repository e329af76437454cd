export { awsProblemOf, isDenied } from './aws-problem';
export { NotReadyError } from './errors';
export { explain } from './explain';
export { type BotFunction, findBotFunction } from './find-bot-function';
export { type BotSecrets, readBotSecrets } from './read-bot-secrets';
export { runCommand } from './run-command';
export { stageArguments } from './stage-arguments';
export { useEnvFile } from './use-env-file';
