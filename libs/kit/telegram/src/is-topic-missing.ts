import { type EditOutcome, type SendOutcome } from './outcomes';

/** Tells whether Telegram does not find the topic that a message was sent to. Nothing has been posted. */
export const isTopicMissing = (outcome: SendOutcome | EditOutcome): boolean =>
  outcome.status === 'rejected' && /thread not found/i.test(outcome.description);
