/** To be asked again after a while. */
export interface Later {
  readonly status: 'later';
  readonly delayMs: number;
  /** Another process is at it, which ends soon: the pause is not longer for a message that has waited for long. */
  readonly isForHolder?: true;
  /** Only a placeholder is left to be tidied up: no reader waits for a report. */
  readonly isTidying?: true;
}

/** Done, or to be asked again after a while. Everything else throws. */
export type DeliverOutcome = { readonly status: 'done' } | Later;

export const done: DeliverOutcome = { status: 'done' };

/** A message shows what was asked for, or something newer. */
export interface Shown {
  readonly status: 'shown';
  /** Another message than the placeholder shows it, and the placeholder can be edited. */
  readonly leavesPlaceholder: boolean;
}

/** Another message than the placeholder may show it, by a send without an answer, and the placeholder can be edited. */
export interface Overtaken {
  readonly status: 'overtaken';
}

/** The chat is another one now, and what is said there must say whether it may have been said before. */
export interface Moved {
  readonly status: 'moved';
  readonly toChatId: string;
  readonly isRepeat: boolean;
}

/** A refusal that concerns this minute and not the message. Nothing was posted or changed. */
export type Postponed =
  /** Ask again after this time, milliseconds. */
  { readonly status: 'postponed'; readonly delayMs: number } | { readonly status: 'failed'; readonly error: Error };
