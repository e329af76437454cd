/** What the stacks of one deployment share. No secrets: those are parameters in SSM. */
export interface StageSettings {
  /** Part of every name: `pulso-<stage>-...`. */
  readonly stage: string;
  readonly region: string;
  /** The account that this stage may be deployed to, 12 digits. Absent: any, which the stage check allows `local` alone. */
  readonly accountId?: string;
  readonly telegramApiRoot: string;
  /** Log groups of other bots in this account and region that reports may query. */
  readonly foreignLogGroups: readonly string[];
  /** How long logs, and with them usage records, can be queried. */
  readonly logRetentionDays: number;
  /** Whether what can't be made again refuses to be deleted: tables, usage records, the pseudonym key. */
  readonly protectsData: boolean;
  /**
   * `Active`: Lambda samples invocations for X-Ray. `PassThrough`: it traces what its caller traces.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_TracingConfig.html
   */
  readonly tracing: 'Active' | 'PassThrough';
}
