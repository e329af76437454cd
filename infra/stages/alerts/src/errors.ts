/** Alarms of a stage would ring where no person hears them. */
export class NoAlarmRecipientError extends Error {
  override readonly name = 'NoAlarmRecipientError';
  readonly stage: string;

  constructor(stage: string) {
    super(
      `The alarms of stage "${stage}" reach no person. Write at least one address into ` +
        `infra/stages/alerts/src/${stage}.ts: emails: ['on-call@your-company.example'].`,
    );
    this.stage = stage;
  }
}

/** Settings that AWS would refuse, or accept and never act on; `problems` has a sentence for each. */
export class AlertSettingsError extends Error {
  override readonly name = 'AlertSettingsError';
  readonly problems: readonly string[];

  constructor(stage: string, problems: readonly string[]) {
    super(`infra/stages/alerts/src/${stage}.ts: ${problems.join('; ')}.`);
    this.problems = problems;
  }
}
