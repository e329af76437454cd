import { type KnownDestination } from '@pulso/contracts/report-plan';

/** Names one message of one run at one destination. */
export interface DeliveryKey {
  readonly runId: string;
  /** The destination's kind with its chat and topic, or with its name. */
  readonly destinationKey: string;
  /** 0: the report. 1: its chart. */
  readonly part: number;
}

/** What is known about one message. Times in epoch ms. */
export interface Delivery {
  /** Until it ends, only the process that took it may call. */
  readonly lease?: Awaited & { readonly id: string; readonly takenAtMs: number };
  /** A send may have been made without a stored answer: the next one is a repeat. */
  readonly sendIntent?: true;
  /** The sends of this run without a known answer, and the one that the holder is about to make. */
  readonly unanswered?: UnansweredSends;
  /** The message in the queue that will deliver it. */
  readonly waiting?: Awaited;
  /** The message that shows the report. */
  readonly messageId?: number;
  readonly unansweredEdit?: UnansweredEdit;
  /** The message was sent after an unanswered send, and every edit of it says so. */
  readonly isRepeat?: true;
  /** The first message that could not be edited: no later placeholder becomes the message. */
  readonly lostMessageId?: number | undefined;
  /** The chat's new id, under which another delivery goes on. */
  readonly movedToChatId?: string;
  /** The newest revision that the message shows. */
  readonly deliveredRevision?: number;
  /** That revision is progress or a notice, so a report below it is no repeat. */
  readonly isPreliminary?: true;
  /** Of what readers got. A newer revision with the same fingerprint is not sent. */
  readonly fingerprint?: string;
  /** The end of the chat's flood limit: the only field of a chat's own item. */
  readonly pausedUntilMs?: number;
  /** Why nothing more is delivered here. */
  readonly endedReason?: string;
  /** The first later run that replaced this report. Another may have replaced that run. */
  readonly replacedByRunId?: string;
}

/** A message in the queue that comes back until its revision is delivered. */
export interface Awaited {
  readonly messageId: string;
  readonly revision: number;
  /** Its placeholder, which no other message edits. */
  readonly placeholderMessageId?: number | undefined;
  /** Epoch ms. */
  readonly untilMs: number;
}

/** Sends that may have arrived. */
export interface UnansweredSends {
  /** The revision of the last one. */
  readonly revision: number;
  /** How many were of that revision. */
  readonly count: number;
  /** How many the run has made here of all revisions. */
  readonly runCount: number;
  /** When the last one began, epoch ms. */
  readonly atMs: number;
  /** This revision is not sent again, and an operator was told. */
  readonly isGivenUp?: true | undefined;
}

/** How often a revision is sent without an answer: each send may be a copy for its readers. */
export const maxUnansweredPerRevision = 4;

/** The same for a whole run. Each later revision counts anew within it. */
export const maxUnansweredPerRun = 6;

/** The message may show this revision now or later, so the newest one is edited once more. */
export interface UnansweredEdit {
  /** 0: of a notice. */
  readonly revision: number;
  /** Until when it may still take effect, epoch ms. */
  readonly untilMs: number;
}

export interface StoredDelivery {
  readonly delivery: Delivery;
  /** Of the last write; every write has a new one. */
  readonly token: string;
}

export interface DeliveryWrite extends StoredDelivery {
  /** The token that the write needs to find; absent: the delivery must not exist. */
  readonly replaces: string | undefined;
  /** Epoch seconds after which the store may forget the delivery. */
  readonly expiresAtSeconds: number;
}

/** Remembers deliveries by compare and swap. Throws what may pass. */
export interface DeliveryStore {
  /** Reads strongly consistently. */
  read(key: DeliveryKey): Promise<StoredDelivery | undefined>;
  /**
   * Writes if the delivery still has the token `replaces`.
   *
   * @returns `changed` when another process has written. A repeat of a write that took effect returns `written`.
   */
  write(key: DeliveryKey, write: DeliveryWrite): Promise<'written' | 'changed'>;
}

/** @returns The same key for every placeholder. */
export const deliveryKeyOf = (runId: string, destination: KnownDestination, part = 0): DeliveryKey => ({
  runId,
  destinationKey: destinationKeyOf(destination),
  part,
});

function destinationKeyOf(destination: KnownDestination): string {
  if (destination.type !== 'telegram') return `${destination.type}:${destination.name}`;
  const { type, chatId, messageThreadId } = destination;
  return messageThreadId === undefined ? `${type}:${chatId}` : `${type}:${chatId}/${messageThreadId}`;
}

/** @returns The key of the item with a chat's flood limit. No run has the id `every-run`. */
export const pauseKeyOf = (chatId: string): DeliveryKey => ({
  runId: 'every-run',
  destinationKey: `telegram:${chatId}`,
  part: 0,
});

/** Names a destination for logs, without its chat id: that is personal data, and a hash of it could be reversed. */
export function destinationKindOf(destination: KnownDestination): string {
  if (destination.type !== 'telegram') return `${destination.type}:${destination.name}`;
  const { type, chatId } = destination;
  const topic = destination.messageThreadId === undefined ? '' : '-topic';
  if (chatId.startsWith('-100') || chatId.startsWith('@')) return `${type}-channel-or-supergroup${topic}`;
  return chatId.startsWith('-') ? `${type}-group${topic}` : `${type}-private${topic}`;
}

/** @returns The message to edit: the one that was sent, else the bot's placeholder. */
export const messageToEdit = (
  { messageId, lostMessageId }: Delivery,
  placeholderMessageId: number | undefined,
): number | undefined => messageId ?? (lostMessageId === undefined ? placeholderMessageId : undefined);

/** Whether a placeholder that can be edited is not the message, and would say "preparing" for ever. */
export const leavesPlaceholder = (delivery: Delivery, placeholderMessageId: number | undefined): boolean =>
  placeholderMessageId !== undefined &&
  placeholderMessageId !== delivery.lostMessageId &&
  placeholderMessageId !== messageToEdit(delivery, placeholderMessageId);
