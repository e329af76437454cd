/** There is no settings file for the stage. */
export class UnknownStageError extends Error {
  override readonly name = 'UnknownStageError';
  readonly stage: string;
  readonly knownStages: readonly string[];

  constructor(stage: string, knownStages: readonly string[]) {
    super(
      `There are no settings for the stage "${stage}". Known are ${knownStages.join(', ')}; ` +
        'a further stage is a file in infra/stages/src, and its name in known-stages.ts there.',
    );
    this.stage = stage;
    this.knownStages = knownStages;
  }
}
