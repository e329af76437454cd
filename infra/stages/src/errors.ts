/** There is no settings file for the stage. */
export class UnknownStageError extends Error {
  override readonly name = 'UnknownStageError';
  readonly stage: string;
  readonly knownStages: readonly string[];

  constructor(stage: string, knownStages: readonly string[]) {
    super(
      `There are no settings for the stage "${stage}". Known are ${knownStages.join(', ')}; ` +
        'a further stage is a further file in infra/stages.',
    );
    this.stage = stage;
    this.knownStages = knownStages;
  }
}

/** Mails are to be sent, and the stage does not say from whom. */
export class MailSettingsMissingError extends Error {
  override readonly name = 'MailSettingsMissingError';

  constructor(stage: string) {
    super(`The stage "${stage}" has destinations of the kind "email": name in "mail" who sends them.`);
  }
}

/** A webhook's name does not fit into the name of its parameter, or into it alone. */
export class WebhookNameError extends Error {
  override readonly name = 'WebhookNameError';

  constructor(name: string) {
    super(
      `"${name}" can't be the name of a webhook: use up to 40 small letters, digits and hyphens, and not "secrets", ` +
        'whose parameter has another use.',
    );
  }
}

/** Two destinations have one name, and are not the same: readers would get the messages of one of them alone. */
export class DestinationNameTakenError extends Error {
  override readonly name = 'DestinationNameTakenError';

  constructor(type: string, name: string) {
    super(`Two destinations of the kind "${type}" are called "${name}" and differ. Give each a name of its own.`);
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
