/** Who the bot of a stage is, and whom it obeys. */
export interface BotSettings {
  /** Telegram user ids of those who may ask for reports. */
  readonly adminUserIds: readonly number[];
  /** As getMe answers, so that a cold start needs no call to find out. */
  readonly botInfo: { readonly id: number; readonly username: string; readonly firstName: string };
  /**
   * How many updates the bot handles at a time, at most: a flood of calls to its public URL then leaves the account's
   * other functions their share. Absent: as many as the account has.
   *
   * Lambda wants 100 left for functions that reserve none, so this needs an account quota of 100 more. The quota is 1,000;
   * a new account may have 10 until it has been used for some time, and can then reserve none.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
   */
  readonly reservedConcurrency?: number;
}
