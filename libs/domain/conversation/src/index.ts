export { askTools } from './ask/ask-tools';
export { type ProfilePart, botProfile, commands } from './commands/bot-profile';
export { chatReports } from './chat-reports';
export { commandList } from './commands/command-list';
export { ownCommand } from './commands/own-command';
export { handleWebhook } from './handle-webhook';
export {
  type AnswerResult,
  type Buttons,
  type Claim,
  type ClaimAttempt,
  type ClaimResult,
  type CommandStates,
  type ForgetUser,
  type InlineButton,
  type MeetUser,
  type OutgoingFile,
  type OutwardAnswer,
  type RecordMembership,
  type RecordUsage,
  type Replies,
  type StartRun,
  type StartRunResult,
  type UpdateClaims,
} from './ports';
export { pseudonymOf } from './usage-record-of';
export { type KeptStates, keptUntilMs, nothingKept } from './commands/kept-states';
export { type Update } from './intake/read-update';
export { type WebhookAnswer, type WebhookCall } from './intake/webhook-call';
export { type RunUpdate, type WebhookDeps } from './webhook-deps';
