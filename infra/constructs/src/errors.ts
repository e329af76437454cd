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

/** The bundle that a function deploys does not exist yet. */
export class PackageNotBuiltError extends Error {
  override readonly name = 'PackageNotBuiltError';
  readonly folder: string;
  readonly missingFiles: readonly string[];

  constructor(folder: string, missingFiles: readonly string[]) {
    super(`${folder} has no ${missingFiles.join(' and no ')}. Build the app before its stack is synthesized.`);
    this.folder = folder;
    this.missingFiles = missingFiles;
  }
}

/** A construct stands in a stack that has no stage, so it can't be named. */
export class NoStageError extends Error {
  override readonly name = 'NoStageError';

  constructor(construct: string) {
    super(`"${construct}" must be placed inside a PulsoStack: its name comes from the stack's stage.`);
  }
}
