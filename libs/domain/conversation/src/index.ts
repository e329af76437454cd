export { type AnswerResult } from './reply/answer-result';
export { type ProfilePart, botProfile } from './commands/bot-profile';
export { chatReports } from './chat-reports';
export { knownCommands } from './commands/commands';
export { type WebhookDeps, handleWebhook } from './handle-webhook';
export {
  type Claim,
  type ClaimAttempt,
  type ClaimResult,
  type ForgetUser,
  type InlineButton,
  type MeetUser,
  type RecordMembership,
  type RecordUsage,
  type Replies,
  type RunUpdate,
  type StartRun,
  type StartRunResult,
  type UpdateClaims,
} from './ports';
export { aliasFrom, pseudonymOf } from './once/pseudonym';
export { type Update } from './intake/read-update';
export { type WebhookAnswer, type WebhookCall } from './intake/webhook-call';
