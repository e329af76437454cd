import { type KnownDestination, type TelegramDestination } from '@pulso/contracts/report-plan';

/** Names one message of one run at one destination. */
export interface DeliveryKey {
  readonly runId: string;
  /** Which destination: its kind and its chat with the topic, without the placeholder; or its kind and its name. */
  readonly destinationKey: string;
  /** 0 for the report itself, 1 for its chart beside it. */
  readonly part: number;
}

/** What is known about one message. Times in epoch ms. */
export interface Delivery {
  /** Until when one process alone may call Telegram for it, and since when, for which message of the queue. */
  readonly lease?: Awaited & { readonly id: string; readonly takenAtMs: number };
  /** A send may have been made and no answer is stored: from here on every send is a repeat. */
  readonly sendIntent?: true;
  /** The sends of this run that no answer is known of, the one that a holder is about to make included. */
  readonly unanswered?: UnansweredSends;
  /** The message of the queue that comes again to bring what could not be brought. */
  readonly waiting?: Awaited;
  /** The message that shows the report. */
  readonly messageId?: number;
  /** The last edit without an answer. */
  readonly unansweredEdit?: UnansweredEdit;
  /** The message was sent after an unanswered send; its text goes on saying so. */
  readonly isRepeat?: true;
  /** The first message that could not be edited any more: after it no placeholder becomes the message. */
  readonly lostMessageId?: number | undefined;
  /** Where the chat has moved. What is to be shown is shown there, by a delivery under the new id. */
  readonly movedToChatId?: string;
  /** The newest revision that the message shows. */
  readonly deliveredRevision?: number;
  /** That revision is progress or a notice: a report that can't replace it and comes below it is there once. */
  readonly isPreliminary?: true;
  /** Short for what readers got with that revision, where a newer one that says the same is not sent again. */
  readonly fingerprint?: string;
  /** Telegram asked to leave the chat alone until then: the only field of a chat's own item, which no run has. */
  readonly pausedUntilMs?: number;
  /** Why nothing more is delivered here. */
  readonly endedReason?: string;
  /** The later run that was the first to replace the report of this one in its message; that may be replaced in its turn. */
  readonly replacedByRunId?: string;
}

/** A message of the queue that comes back until a revision is there: no other one need wait for the same. */
export interface Awaited {
  readonly messageId: string;
  readonly revision: number;
  /** The placeholder that it was given: only this message gives it an end. */
  readonly placeholderMessageId?: number | undefined;
  /** Epoch ms. */
  readonly untilMs: number;
}

/** Sends that may have arrived, as often as they were made. */
export interface UnansweredSends {
  /** What the last of them was to bring. */
  readonly revision: number;
  /** How many were to bring that revision. */
  readonly count: number;
  /** How many the run has made here, of all revisions. */
  readonly runCount: number;
  /** When the last one began, epoch ms. */
  readonly atMs: number;
  /** This revision is not sent again, and an operator was told. */
  readonly isGivenUp?: true | undefined;
}

/** So many sends of one revision without an answer, and no more: what its readers have of it stays a handful. */
export const maxUnansweredPerRevision = 4;

/** The same for a whole run, whose later revisions each begin a count of their own. */
export const maxUnansweredPerRun = 6;

/** The message may show this revision already, or come to show it: what it shows then has to be said once more. */
export interface UnansweredEdit {
  /** 0: of a notice. */
  readonly revision: number;
  /** Until when it may still take effect, epoch ms. */
  readonly untilMs: number;
}

/** A delivery as the store holds it. */
export interface StoredDelivery {
  readonly delivery: Delivery;
  /** The token of the write that made it so; every write brings a new one. */
  readonly token: string;
}

export interface DeliveryWrite {
  readonly delivery: Delivery;
  readonly token: string;
  /** The token that must still be there for the write to happen; absent: the delivery must not exist. */
  readonly replaces: string | undefined;
  /** Epoch seconds after which the store may forget the delivery. */
  readonly expiresAtSeconds: number;
}

/**
 * Remembers deliveries.
 *
 * It only compares and swaps; this library has every rule about leases, intents and revisions, so that they hold for
 * every store.
 */
export interface DeliveryStore {
  /** Reads strongly consistently. Throws what may pass. */
  read(key: DeliveryKey): Promise<StoredDelivery | undefined>;
  /**
   * Writes if the delivery still has the token `replaces`.
   *
   * Repeating a write is harmless: it answers `written` also when its first attempt took effect and the answer was lost.
   *
   * @returns `changed` when another process has written. Throws what may pass.
   */
  write(key: DeliveryKey, write: DeliveryWrite): Promise<'written' | 'changed'>;
}

/**
 * Names the report's message at a destination. A chat, or a topic of one, has one per run, whichever placeholder came
 * with the request.
 */
export const deliveryKeyOf = (runId: string, destination: KnownDestination): DeliveryKey => ({
  runId,
  destinationKey: destinationKeyOf(destination),
  part: 0,
});

function destinationKeyOf(destination: KnownDestination): string {
  if (destination.type !== 'telegram') return `${destination.type}:${destination.name}`;
  const { type, chatId, messageThreadId } = destination;
  return messageThreadId === undefined ? `${type}:${chatId}` : `${type}:${chatId}/${messageThreadId}`;
}

/** Names the picture beside the report's message. */
export const chartKeyOf = (runId: string, destination: TelegramDestination): DeliveryKey => ({
  ...deliveryKeyOf(runId, destination),
  part: 1,
});

/** Names the item that all runs share for a chat: until when Telegram wants no calls. No run has the id `every-run`. */
export const pauseKeyOf = (chatId: string): DeliveryKey => ({
  runId: 'every-run',
  destinationKey: `telegram:${chatId}`,
  part: 0,
});

/**
 * Says in a log what kind of destination it was, and not which chat: chat ids are personal data, and a short hash of one
 * is found by trying all of them. The `deliveries` table has them by run. Names of lists and webhooks name no person.
 */
export function destinationKindOf(destination: KnownDestination): string {
  if (destination.type !== 'telegram') return `${destination.type}:${destination.name}`;
  const { type, chatId } = destination;
  const topic = destination.messageThreadId === undefined ? '' : '-topic';
  if (chatId.startsWith('-100') || chatId.startsWith('@')) return `${type}-channel-or-supergroup${topic}`;
  return chatId.startsWith('-') ? `${type}-group${topic}` : `${type}-private${topic}`;
}

/** The message to edit: the one that was sent, else the placeholder that the bot has posted. */
export const messageToEdit = (
  { messageId, lostMessageId }: Delivery,
  placeholderMessageId: number | undefined,
): number | undefined => messageId ?? (lostMessageId === undefined ? placeholderMessageId : undefined);

/** Whether a placeholder can be edited that is not the message, so that it would go on saying "preparing". */
export const leavesPlaceholder = (delivery: Delivery, placeholderMessageId: number | undefined): boolean =>
  placeholderMessageId !== undefined &&
  placeholderMessageId !== delivery.lostMessageId &&
  placeholderMessageId !== messageToEdit(delivery, placeholderMessageId);
