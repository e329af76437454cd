export { askTools } from './ask/ask-tools';
export { type AnswerResult } from './reply/answer-result';
export { type ProfilePart } from './commands/bot-profile';
export { botProfile, commands } from './own-bot';
export { chatReports } from './chat-reports';
export { type CommandList, type OwnCommands, commandList } from './commands/command-list';
export { ownCommand } from './commands/own-command';
export { type WebhookDeps, handleWebhook } from './handle-webhook';
export {
  type Buttons,
  type CallOutward,
  type Claim,
  type ClaimAttempt,
  type ClaimResult,
  type CommandStates,
  type ForgetUser,
  type InlineButton,
  type LoadAskTools,
  type MeetUser,
  type OutgoingFile,
  type OutwardAnswer,
  type ReadOwnSecret,
  type RecordMembership,
  type RecordUsage,
  type Replies,
  type RunUpdate,
  type StartRun,
  type StartRunResult,
  type UpdateClaims,
} from './ports';
export { aliasFrom, pseudonymOf } from './once/pseudonym';
export { type KeptStates, keptUntilMs, nothingKept } from './states/kept-states';
export { type Update } from './intake/read-update';
export { type WebhookAnswer, type WebhookCall } from './intake/webhook-call';
