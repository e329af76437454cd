/** Done, or to be asked again after a while. Everything else throws. */
export type DeliverOutcome = { readonly status: 'done' } | { readonly status: 'later'; readonly delayMs: number };

export const done: DeliverOutcome = { status: 'done' };

/** A message shows what was asked for, or something newer. */
export interface Shown {
  readonly status: 'shown';
  /** Absent for what an older version of this service has delivered without it. */
  readonly messageId?: number | undefined;
  /** The placeholder of what was shown can't be edited any more: what it says stays. */
  readonly placeholderLost?: true | undefined;
}

/** The chat is another one now, and what is said there must say whether it may have been said before. */
export interface Moved {
  readonly status: 'moved';
  readonly toChatId: string;
  readonly isRepeat: boolean;
}
