export { classifyNetworkError } from './classify-network-error';
export { type ErrorAnswer, type FailedAnswer, classifyEditRefusal, classifyRefusal } from './classify-refusal';
export { isTopicMissing } from './is-topic-missing';
export { type CallFailure, type EditOutcome, type NotSent, type SendOutcome, type Unknown } from './outcomes';
