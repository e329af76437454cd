/** Names one message of one run at one destination. */
export interface DeliveryKey {
  readonly runId: string;
  /** Which destination: its kind and its chat, without the placeholder. */
  readonly destinationKey: string;
  /** 0 for the report itself; later parts of a longer one count up. */
  readonly part: number;
}

/** What is known about one message. Times in epoch ms. */
export interface Delivery {
  /** Who may call Telegram for it, since when and until when. Absent: nobody does. */
  readonly lease?: { readonly takenAtMs: number; readonly untilMs: number };
  /** A send may have been made and no answer is stored: from here on every send is a repeat. */
  readonly sendIntent?: true;
  /** The message that shows the report. */
  readonly messageId?: number;
  /** The message was sent after an unanswered send; its text goes on saying so. */
  readonly isRepeat?: true;
  /** The placeholder that came with the destination can't be edited any more. */
  readonly placeholderLost?: true;
  /** Where the chat has moved. What is to be shown is shown there, by a delivery under the new id. */
  readonly movedToChatId?: string;
  /** The newest revision that the message shows. */
  readonly deliveredRevision?: number;
  /** Telegram asked to leave the chat alone until then: the only field of a chat's own item, which no run has. */
  readonly pausedUntilMs?: number;
  /** Why nothing more is delivered here. */
  readonly endedReason?: string;
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
 * It only compares and swaps; every rule about leases, intents and revisions is this library's, so that it holds for
 * every store.
 */
export interface DeliveryStore {
  /** Reads strongly consistently. Throws what may pass. */
  read(key: DeliveryKey): Promise<StoredDelivery | undefined>;
  /**
   * Writes if nobody has written since `replaces`.
   *
   * Repeating a write is harmless and tells the truth: `written` also when its first attempt took effect and the
   * answer was lost.
   *
   * @returns `changed` when somebody else has written. Throws what may pass.
   */
  write(key: DeliveryKey, write: DeliveryWrite): Promise<'written' | 'changed'>;
}
