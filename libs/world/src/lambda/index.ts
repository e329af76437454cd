export { failedMessages } from './failed-messages';
export { failureRecord, type GiveUpCondition } from './failure-record';
export { nextAttempt } from './next-attempt';
