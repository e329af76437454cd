/** Who the bot of a stage is, and whom it obeys. */
export interface BotSettings {
  /** Telegram user ids of those who may ask for reports. */
  readonly adminUserIds: readonly number[];
  /** As getMe answers, so that a cold start needs no call to find out. */
  readonly botInfo: { readonly id: number; readonly username: string; readonly firstName: string };
}
