export interface ShownMessage {
  readonly chatId: string;
  readonly messageId: number;
  text: string;
}

/** A call to a chat that no repetition mends. */
export interface RefusedCall {
  readonly method: string;
  /** Of what was to be edited; 0: a new message. */
  readonly messageId: number;
}

/** What a chat shows. */
export type Kind = 'messages' | 'photos';

export interface Chat extends Readonly<Record<Kind, Map<number, ShownMessage>>> {
  lastMessageId: number;
  /** Messages that can't be edited any more. */
  readonly locked: Set<number>;
  /** How many were deleted or locked. */
  lostCount: number;
  readonly deleted: ShownMessage[];
  /** Calls that were refused for good, in their order. */
  readonly refused: RefusedCall[];
  /** The bot may not write here any more. */
  isGone: boolean;
  movedTo: string | undefined;
  pausedUntilMs: number;
  /** The function that was told of the pause; from `pauseKnownAtMs` on, each of its processes can know. */
  pauseToldTo: string | undefined;
  pauseKnownAtMs: number;
}

export const createChat = (): Chat => ({
  messages: new Map(),
  photos: new Map(),
  lastMessageId: 100,
  locked: new Set(),
  lostCount: 0,
  deleted: [],
  refused: [],
  isGone: false,
  movedTo: undefined,
  pausedUntilMs: 0,
  pauseToldTo: undefined,
  pauseKnownAtMs: 0,
});

/** An answer of the Bot API: an HTTP status and the JSON body. */
export interface BotApiReply {
  readonly httpStatus: number;
  readonly body: {
    readonly ok: boolean;
    readonly result?: { readonly message_id: number };
    readonly error_code?: number;
    readonly description?: string;
    readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
  };
}

/** @returns What it answers to what it does not do. */
export const refusal = (
  errorCode: number,
  description: string,
  parameters?: BotApiReply['body']['parameters'],
): BotApiReply => ({
  httpStatus: errorCode,
  body: { ok: false, error_code: errorCode, description, ...(parameters ? { parameters } : {}) },
});
