/** Reports refer to destinations or log groups that the stage's settings do not have, or those can't be read. */
export class CatalogueMismatchError extends Error {
  override readonly name = 'CatalogueMismatchError';
  readonly stage: string;
  readonly problems: readonly string[];

  constructor(stage: string, problems: readonly string[]) {
    super(`The settings of stage "${stage}" do not fit the catalogue:\n${problems.join('\n')}`);
    this.stage = stage;
    this.problems = problems;
  }
}

interface DestinationsProblem {
  readonly stage: string;
  /** How many destinations each list has, as `name: count`. */
  readonly counts: readonly string[];
  readonly bytes: number;
  readonly maxBytes: number;
  readonly fittingCount: number;
}

/** The stage's destinations take more of the dispatcher's environment than there is. */
export class DestinationsDoNotFitError extends Error {
  override readonly name = 'DestinationsDoNotFitError';
  readonly stage: string;
  readonly bytes: number;
  readonly fittingCount: number;

  constructor({ stage, counts, bytes, maxBytes, fittingCount }: DestinationsProblem) {
    super(
      `The destinations of the stage "${stage}" (${counts.join(', ')}) take ${bytes} bytes of the dispatcher's ` +
        `environment, at most ${maxBytes} fit: the first ${fittingCount} of them. Send to a channel that people ` +
        'join instead of to each person.',
    );
    this.stage = stage;
    this.bytes = bytes;
    this.fittingCount = fittingCount;
  }
}
