/** What the stacks of one deployment share. No secrets: those are parameters in SSM. */
export interface StageSettings {
  /** Part of every name: `pulso-<stage>-...`. */
  readonly stage: string;
  readonly region: string;
  readonly telegramApiRoot: string;
  /** Log groups of other bots in this account and region that reports may query. */
  readonly foreignLogGroups: readonly string[];
  /** How long logs, and with them usage records, can be queried. */
  readonly logRetentionDays: number;
  /** Whether tables refuse to be deleted. */
  readonly protectsData: boolean;
}
