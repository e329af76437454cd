/** The bot itself, as getMe shows it. */
export interface BotUser {
  readonly id: number;
  readonly username: string;
  readonly first_name: string;
}

/** One update as it is pushed; everything besides `update_id` is passed on untouched, well-formed or not. */
export interface TelegramUpdate {
  readonly update_id: number;
  readonly [updateType: string]: unknown;
}

export type ChatType = 'private' | 'group' | 'supergroup' | 'channel';

/** A piece of formatting. Offsets and lengths count UTF-16 code units. @see https://core.telegram.org/bots/api#messageentity */
export interface MessageEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

/** @see https://core.telegram.org/bots/api#responseparameters */
export interface ResponseParameters {
  readonly migrate_to_chat_id?: number;
  /** Seconds. */
  readonly retry_after?: number;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** @returns The value when it is a JSON object, otherwise an empty one: updates may be anything. */
export const asObject = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns The value when it is a whole number that JavaScript holds exactly. */
export const asInteger = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;

export const asString = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A button under a message: a press tells the bot its data, or opens its link. @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
export interface InlineButton {
  readonly text: string;
  readonly url?: string;
  readonly callback_data?: string;
}
