/** Whom the alarms of a stage reach. */
export interface AlertSettings {
  /** Addresses that get every alarm. Each gets a mail first, with a link to confirm: until then it gets nothing. */
  readonly emails: readonly string[];
  /**
   * Mails the same addresses when the whole account has cost four fifths of this in a month, and when it is expected to
   * cost more. US dollars. Default: no budget.
   */
  readonly monthlyBudgetUsd?: number;
}
