import { settingsFile } from './settings-file';

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

/** Mails are to be sent, and the stage does not say from whom. */
export class MailSettingsMissingError extends Error {
  override readonly name = 'MailSettingsMissingError';

  constructor(stage: string) {
    super(
      `${settingsFile(stage)}: there are destinations of the kind "email", and no sender: write ` +
        "mail, as in mail: { from: 'Pulso <reports@example.com>' }.",
    );
  }
}

/** A webhook's name does not fit into the name of its parameter, or into it alone. */
export class WebhookNameError extends Error {
  override readonly name = 'WebhookNameError';

  constructor(stage: string, name: string) {
    // Who takes it for the place of the address writes a secret here, which is not to be repeated.
    const what = name.includes('/') ? 'An address' : `"${name}"`;
    super(
      `${settingsFile(stage)}: ${what} can't be the name of a webhook: write up to 40 small letters, digits and ` +
        'hyphens, and not "secrets", whose parameter has another use.',
    );
  }
}

/** Two destinations have one name, and are not the same: readers would get the messages of one of them alone. */
export class DestinationNameTakenError extends Error {
  override readonly name = 'DestinationNameTakenError';

  constructor(stage: string, type: string, name: string) {
    super(
      `${settingsFile(stage)}: two destinations of the kind "${type}" are called "${name}" and differ: write a ` +
        'name of its own for each.',
    );
  }
}

/** A list of addresses or a webhook has no name, by which keys and logs would know it. */
export class DestinationNameMissingError extends Error {
  override readonly name = 'DestinationNameMissingError';

  constructor(stage: string, type: string) {
    super(
      `${settingsFile(stage)}: a destination of the kind "${type}" has no name: write one in quotes, as in ` +
        "name: 'owners'.",
    );
  }
}
