import { hourMs } from '@pulso/kit/time';

/** Another process has taken the delivery over, so this attempt must not store its outcome. Retryable. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(runId: string) {
    super(`The lease on a delivery of ${runId} ended before its outcome was stored.`);
  }
}

/** Telegram refuses the bot's token, freshly read. Retryable after the parameter is corrected. */
export class BotTokenRefusedError extends Error {
  override readonly name = 'BotTokenRefusedError';

  constructor() {
    super('Telegram refuses the bot token, also after reading it again. Correct the SSM parameter, then redrive.');
  }
}

/** Telegram, a mail service or a webhook could not be reached or refused for now. Retryable. */
export class DestinationUnreachableError extends Error {
  override readonly name = 'DestinationUnreachableError';

  constructor(destination: string, reason: string) {
    super(`Nothing was sent to ${destination}: ${reason}.`);
  }
}

/** A chat has moved more than three times during one delivery. Retryable: the newest id is stored. */
export class ChatKeepsMovingError extends Error {
  override readonly name = 'ChatKeepsMovingError';

  constructor() {
    super('The chat moved more than three times; the newest id is stored.');
  }
}

/** This deployment can't deliver to a destination of this kind. Retryable after the next one. */
export class UnknownDestinationKindError extends Error {
  override readonly name = 'UnknownDestinationKindError';

  constructor(type: string) {
    super(
      `This deployment of the notifier can't deliver to the kind "${type}". Deploy one that can, then redrive the ` +
        'dead-letter queue.',
    );
  }
}

/** A chat is paused, or a lease held, for longer than a message may wait. Retryable: the dead-letter queue keeps it. */
export class WaitedTooLongError extends Error {
  override readonly name = 'WaitedTooLongError';

  constructor(runId: string, waitedMs: number) {
    super(
      `A delivery of ${runId} has waited ${Math.round(waitedMs / hourMs)} hours for a flood limit or another process. ` +
        'Look for a chat that gets too many messages, then redrive.',
    );
  }
}
