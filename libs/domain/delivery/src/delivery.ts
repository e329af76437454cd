import { type KnownDestination } from '@pulso/contracts/report-plan';

/** Names one message of one run at one destination. */
export interface DeliveryKey {
  readonly runId: string;
  /** The destination's kind with its chat and topic, or with its name. The placeholder is no part of it. */
  readonly destinationKey: string;
  /** 0: the report. 1: its chart. */
  readonly part: number;
}

/** What is known about one message. Times in epoch ms. */
export interface Delivery {
  /** Until when only the process that took it, for a message of the queue, may call. */
  readonly lease?: Awaited & { readonly id: string; readonly takenAtMs: number };
  /** A send may have been made and no answer is stored: from here on every send is a repeat. */
  readonly sendIntent?: true;
  /** The sends of this run without a known answer, with the one that the holder is about to make. */
  readonly unanswered?: UnansweredSends;
  /** The message of the queue that comes again to deliver what had to wait. */
  readonly waiting?: Awaited;
  /** The message that shows the report. */
  readonly messageId?: number;
  /** The last edit without an answer. */
  readonly unansweredEdit?: UnansweredEdit;
  /** The message was sent after an unanswered send, and goes on saying so. */
  readonly isRepeat?: true;
  /** The first message that could not be edited any more: after it no placeholder becomes the message. */
  readonly lostMessageId?: number | undefined;
  /** The chat's new id, under which another delivery goes on. */
  readonly movedToChatId?: string;
  /** The newest revision that the message shows. */
  readonly deliveredRevision?: number;
  /** That revision is progress or a notice, so a report that comes below it repeats nothing. */
  readonly isPreliminary?: true;
  /** Of what readers got. A newer revision with the same fingerprint is not sent. */
  readonly fingerprint?: string;
  /** Until when Telegram wants no call for the chat. Only a chat's own item has it, which has no other field. */
  readonly pausedUntilMs?: number;
  /** Why nothing more is delivered here. */
  readonly endedReason?: string;
  /** The first later run that replaced this report in its message. That run may have been replaced in turn. */
  readonly replacedByRunId?: string;
}

/** A message of the queue that comes back until its revision is delivered: no other one need wait for the same. */
export interface Awaited {
  readonly messageId: string;
  readonly revision: number;
  /** The placeholder that it was given: no other message edits that one. */
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
  /** How many the run has made here, of all revisions. */
  readonly runCount: number;
  /** When the last one began, epoch ms. */
  readonly atMs: number;
  /** This revision is not sent again, and an operator was told. */
  readonly isGivenUp?: true | undefined;
}

/** How often a revision is sent without an answer: its readers get a handful of copies at worst. */
export const maxUnansweredPerRevision = 4;

/** The same for a whole run. Each later revision counts anew within it. */
export const maxUnansweredPerRun = 6;

/** The message may show this revision, now or later. What is to be shown then is edited once more. */
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

export interface DeliveryWrite extends StoredDelivery {
  /** The token that must still be there for the write to happen; absent: the delivery must not exist. */
  readonly replaces: string | undefined;
  /** Epoch seconds after which the store may forget the delivery. */
  readonly expiresAtSeconds: number;
}

/** Remembers deliveries. It only compares and swaps: the rules are this library's. */
export interface DeliveryStore {
  /** Reads strongly consistently. Throws what may pass. */
  read(key: DeliveryKey): Promise<StoredDelivery | undefined>;
  /**
   * Writes if the delivery still has the token `replaces`. A repeated write whose first attempt took effect answers
   * `written`, too.
   *
   * @returns `changed` when another process has written. Throws what may pass.
   */
  write(key: DeliveryKey, write: DeliveryWrite): Promise<'written' | 'changed'>;
}

/** @returns The key of a run's message in a chat or topic, whichever placeholder came with the request. */
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

/** @returns The key of the item in which all runs find a chat's flood limit. No run has the id `every-run`. */
export const pauseKeyOf = (chatId: string): DeliveryKey => ({
  runId: 'every-run',
  destinationKey: `telegram:${chatId}`,
  part: 0,
});

/** Names a destination for logs. Chat ids are personal data, and the hash of one is found by trying all of them. */
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

/** Whether a placeholder that can be edited is not the message, so that it would go on saying "preparing". */
export const leavesPlaceholder = (delivery: Delivery, placeholderMessageId: number | undefined): boolean =>
  placeholderMessageId !== undefined &&
  placeholderMessageId !== delivery.lostMessageId &&
  placeholderMessageId !== messageToEdit(delivery, placeholderMessageId);
