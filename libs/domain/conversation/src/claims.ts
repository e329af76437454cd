/** One handler's right to an update. Times are milliseconds since the epoch, of whichever machine wrote them. */
export interface ClaimAttempt {
  readonly updateId: number;
  /** Unguessable, new for every attempt: what makes a late handler recognisable. */
  readonly token: string;
  readonly nowMs: number;
  /** Until when nobody else may take the update over. */
  readonly leaseUntilMs: number;
  /** When the claim may be forgotten. */
  readonly expiresAtMs: number;
}

export type ClaimResult =
  /** `attempt` counts from 1 over all handlers of the update. */
  { readonly type: 'claimed'; readonly attempt: number } | { readonly type: 'in-progress' } | { readonly type: 'done' };

/** The right of one handler at a time to an update, kept by conditional writes. Every function throws if the store fails. */
export interface UpdateClaims {
  /**
   * Takes the update if nobody has it: no claim, an expired claim, or one in progress whose lease has passed.
   *
   * The same attempt made twice (an answer got lost) is claimed both times.
   */
  claim(attempt: ClaimAttempt): Promise<ClaimResult>;
  /** Says that the update needs nobody any more. @returns `lost` when another handler has taken it over meanwhile. */
  complete(claim: { readonly updateId: number; readonly token: string }): Promise<'completed' | 'lost'>;
  /** Ends the lease at once, so that the next delivery of the update is handled; nothing if it was lost. */
  release(claim: { readonly updateId: number; readonly token: string }): Promise<void>;
}

/**
 * Remembers a person's first request ever, by one conditional write.
 *
 * @param userPseudonym - Never the raw id.
 * @returns True on that first request, and again each time that same update is handled; false on all others.
 * @throws The store fails. Retryable.
 */
export type IsFirstRequest = (userPseudonym: string, updateId: number) => Promise<boolean>;
