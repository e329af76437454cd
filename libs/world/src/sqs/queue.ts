/** A message in a queue, as far as the queue itself reads it. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  receiveCount: number;
  /** When its delay or its visibility timeout ends, epoch ms; undefined: it is visible. */
  visibleAtMs: number | undefined;
  /** Of its last receive. Valid until the next one, even after the timeout. */
  receiptHandle: string | undefined;
}

/** What the queue leaves to chance. */
export interface QueueChance<M extends Message> {
  /** @returns The index of the visible message to deliver next: standard queues have no order. */
  pick(visibleCount: number): number;
  /** @returns A receipt handle that no other message of the queue has. */
  receiptHandleFor(message: M): string;
}

/** The redrive of a message that has used up its receives. */
export interface Redrive<M extends Message> {
  readonly maxReceiveCount: number;
  /** Puts it into the dead-letter queue. */
  readonly bury: (message: M) => void;
}

export type MessageState = 'delayed' | 'inFlight' | 'visible';

/** How many messages are in which state. */
export type QueueDepths = Readonly<Record<MessageState, number>>;

/**
 * The messages of a standard queue: each waits for the end of its delay, is visible, or is in flight. The queue is
 * passive: the caller provides the time and ends the waits, so it serves virtual and real clocks.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export class Queue<M extends Message = Message> {
  redrive: Redrive<M> | undefined;
  readonly #chance: QueueChance<M>;
  readonly #delayed = new Set<M>();
  #visible: M[] = [];
  /** By receipt handle. */
  readonly #inFlight = new Map<string, M>();

  constructor(chance: QueueChance<M>) {
    this.#chance = chance;
  }

  get visible(): readonly M[] {
    return this.#visible;
  }

  depths(): QueueDepths {
    return { visible: this.#visible.length, delayed: this.#delayed.size, inFlight: this.#inFlight.size };
  }

  /** @returns Every message with its state. */
  contents(): { readonly state: MessageState; readonly message: M }[] {
    const inState =
      (state: MessageState) =>
      (message: M): { state: MessageState; message: M } => ({ state, message });
    return [
      ...this.#visible.map(inState('visible')),
      ...[...this.#delayed].map(inState('delayed')),
      ...[...this.#inFlight.values()].map(inState('inFlight')),
    ];
  }

  /** Takes a message in that becomes visible at a time, or at once. Earlier handles become invalid. */
  put(message: M, visibleAtMs?: number): void {
    message.receiptHandle = undefined;
    message.visibleAtMs = visibleAtMs;
    if (visibleAtMs === undefined) this.#visible.push(message);
    else this.#delayed.add(message);
  }

  /** Ends the delay of a message. */
  show(message: M): void {
    if (!this.#delayed.delete(message)) return;
    message.visibleAtMs = undefined;
    this.#visible.push(message);
  }

  /** Ends every delay and every visibility timeout that is over. */
  advance(nowMs: number): void {
    for (const [handle, message] of this.#inFlight)
      if ((message.visibleAtMs ?? 0) <= nowMs) this.#release(handle, message);
    for (const message of this.#delayed) if ((message.visibleAtMs ?? 0) <= nowMs) this.show(message);
  }

  /** @returns When the next delay or visibility timeout ends, epoch ms; Infinity: none is under way. */
  nextAtMs(): number {
    let nextMs = Infinity;
    for (const { visibleAtMs = Infinity } of this.#delayed) nextMs = Math.min(nextMs, visibleAtMs);
    for (const { visibleAtMs = Infinity } of this.#inFlight.values()) nextMs = Math.min(nextMs, visibleAtMs);
    return nextMs;
  }

  /**
   * Receives visible messages, which are in flight from now on. A message that has used up its receives goes to the
   * dead-letter queue instead.
   *
   * @param hiddenUntilMs - When their visibility timeout ends, epoch ms.
   */
  receive(maxCount: number, hiddenUntilMs: number): M[] {
    const batch: M[] = [];
    while (batch.length < maxCount && this.#visible.length > 0) {
      const [message] = this.#visible.splice(this.#chance.pick(this.#visible.length), 1);
      if (!message) break;
      if (this.redrive && message.receiveCount >= this.redrive.maxReceiveCount) this.redrive.bury(message);
      else batch.push(message);
    }
    for (const message of batch) {
      const handle = this.#chance.receiptHandleFor(message);
      message.receiveCount += 1;
      message.receiptHandle = handle;
      message.visibleAtMs = hiddenUntilMs;
      this.#inFlight.set(handle, message);
    }
    return batch;
  }

  /**
   * Changes until when the message last received with a handle is hidden.
   *
   * @returns undefined: no message has this handle.
   */
  hide(handle: string, untilMs: number): M | undefined {
    const message = this.remove(handle);
    if (!message) return undefined;
    message.visibleAtMs = untilMs;
    this.#inFlight.set(handle, message);
    return message;
  }

  /** @returns The message that was last received with a handle; undefined: it is not here any more. */
  receivedWith(handle: string): M | undefined {
    return this.#inFlight.get(handle) ?? this.#visible.find(({ receiptHandle }) => receiptHandle === handle);
  }

  /** Takes out the message that was last received with a handle. @returns undefined: there is none. */
  remove(handle: string): M | undefined {
    const message = this.#inFlight.get(handle);
    if (message) {
      this.#inFlight.delete(handle);
      return message;
    }
    const index = this.#visible.findIndex(({ receiptHandle }) => receiptHandle === handle);
    return index < 0 ? undefined : this.#visible.splice(index, 1)[0];
  }

  /**
   * Takes out visible messages, one after the other, until one has no target.
   *
   * @param move - Puts a message elsewhere. @returns False: it stays where it is.
   * @returns How many have gone.
   */
  moveOut(move: (message: M) => boolean): number {
    let count = 0;
    for (let [message] = this.#visible; message && move(message); [message] = this.#visible) {
      this.#visible.shift();
      count += 1;
    }
    return count;
  }

  /** Drops the visible messages that match. */
  drop(isDropped: (message: M) => boolean): void {
    if (this.#visible.some(isDropped)) this.#visible = this.#visible.filter((message) => !isDropped(message));
  }

  /** Drops everything. */
  purge(): void {
    this.#visible = [];
    this.#delayed.clear();
    this.#inFlight.clear();
  }

  #release(handle: string, message: M): void {
    this.#inFlight.delete(handle);
    message.visibleAtMs = undefined;
    this.#visible.push(message);
  }
}
