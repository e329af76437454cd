export { type CallBotApi, createCallBotApi } from './bot-registration/create-call-bot-api';
export { BotApiRefusedError } from './bot-registration/errors';
export {
  type PartState,
  type RegisteredPart,
  emptiedProfile,
  readProfile,
  setUpProfile,
  wantedProfile,
} from './bot-registration/profile';
export {
  type Difference,
  type Webhook,
  type WebhookInfo,
  allowedUpdates,
  maxConnectionsFor,
  readWebhook,
  removeWebhook,
  setUpWebhook,
  webhookDifferences,
} from './bot-registration/webhook';
export { type ExpectedPlace } from './examination/check';
export { tables } from './examination/checks/tables-check';
export { ActionDeniedError } from './examination/errors';
export { examine } from './examination/examine';
export { expectedAlarms } from './examination/expected-alarms';
export { type Finding } from './examination/finding';
export { neededActions } from './examination/needed-actions';
export { type DoctorPorts } from './examination/ports';
export { findingsJson, renderFindings, worstOf } from './examination/render/render-findings';
export { NotDeployedError, NotReadyError, orNotDeployed } from './reach/errors';
export { explain } from './reach/explain';
export { createReadReached, explainAbsence } from './reach/explain-absence';
export { type BotFunction, findBotFunction } from './reach/find-bot-function';
export { type BotSecrets, readBotSecrets, readParameters } from './reach/read-parameters';
export { stageArguments, useStagePlace } from './reach/use-stage-place';
export { createDoctorPorts } from './reads/create-doctor-ports';
