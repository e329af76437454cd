/**
 * How Telegram refuses a call of any method. Nothing was posted or changed.
 *
 * @see https://core.telegram.org/bots/api#responseparameters for `retry_after` and `migrate_to_chat_id`.
 */
export type Refusal =
  /** 429. The chat must be left alone for this long, milliseconds. */
  | { readonly status: 'rate-limited'; readonly retryAfterMs: number }
  /** 403 and similar: the bot is blocked, kicked, not a member, or the person is deactivated. Permanent. */
  | { readonly status: 'gone'; readonly reason: string }
  /** The group has become a supergroup with another id. Message ids of the old chat mean nothing there. */
  | { readonly status: 'migrated'; readonly toChatId: string }
  /** The same call will be refused again: malformed HTML, missing rights, an unknown chat. */
  | { readonly status: 'rejected'; readonly errorCode: number; readonly description: string }
  /** 401 or 404: the token is not valid, or no longer. */
  | { readonly status: 'unauthorized' }
  | NotSent;

/** The request certainly did not reach Telegram: refused connection, no DNS answer, no trusted certificate. */
export interface NotSent {
  readonly status: 'not-sent';
  readonly reason: string;
}

/** The request was sent, but its answer is missing or meaningless (time-out, reset, 5xx): it may have taken effect. */
export interface Unknown {
  readonly status: 'unknown';
  readonly reason: string;
}

/** How a call of any method can fail. No `reason` or `description` contains a token, a URL or an id. */
export type CallFailure = Refusal | Unknown;

export type SendOutcome = { readonly status: 'sent'; readonly messageId: number } | CallFailure;

export type EditOutcome = EditRefusal | CallFailure;

/** Answers with a special meaning for an edit. */
export type EditRefusal =
  /** The message has this text now. "message is not modified" is the same. */
  | { readonly status: 'edited' }
  /** The message is deleted. */
  | { readonly status: 'message-lost' }
  /** The message most likely exists, and stays unchanged. */
  | { readonly status: 'not-editable'; readonly description: string };

/** Tells whether Telegram did not find a message's topic. Nothing was posted. */
export const isTopicMissing = (outcome: SendOutcome | EditOutcome): boolean =>
  outcome.status === 'rejected' && /thread not found/i.test(outcome.description);
