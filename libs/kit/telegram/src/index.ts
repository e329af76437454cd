export { classifyNetworkError } from './classify-network-error';
export { type ErrorAnswer, type FailedAnswer, classifyEditRefusal, classifyRefusal } from './classify-refusal';
export { type Html, html, inertText, joinHtml } from './html';
export { type CallFailure, type EditOutcome, type NotSent, type SendOutcome, type Unknown } from './outcomes';
export { isTopicMissing } from './outcomes';
export { cutText, defined, fingerprintOf, jsonBytes } from './values';
