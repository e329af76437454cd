/** A construct asks for something that AWS would refuse or that loses messages; `problems` states every number. */
export class AwsLimitError extends Error {
  override readonly name = 'AwsLimitError';
  readonly construct: string;
  readonly problems: readonly string[];

  constructor(construct: string, problems: readonly string[]) {
    super(`"${construct}" can't be deployed: ${problems.join('; ')}.`);
    this.construct = construct;
    this.problems = problems;
  }
}

/** A construct stands in a stack that has no stage, so it can't be named. */
export class NoStageError extends Error {
  override readonly name = 'NoStageError';

  constructor(construct: string) {
    super(`"${construct}" must be placed inside a PulsoStack: its name comes from the stack's stage.`);
  }
}
