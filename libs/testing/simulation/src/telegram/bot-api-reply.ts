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
