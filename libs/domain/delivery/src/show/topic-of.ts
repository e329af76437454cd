import { type TelegramDestination } from '@pulso/contracts/destinations';

/**
 * Gives the topic in which a destination's messages are posted. One of the stage's settings has to be there; one in which
 * a person has asked may be gone, or be one to which Telegram lets no bot write.
 */
export const topicOf = ({
  messageThreadId,
  askedInThreadId,
}: TelegramDestination): { readonly messageThreadId: number | undefined; readonly isTopicOptional: boolean } => ({
  messageThreadId: messageThreadId ?? askedInThreadId,
  isTopicOptional: messageThreadId === undefined,
});
