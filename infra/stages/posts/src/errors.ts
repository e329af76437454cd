import { settingsFile } from '@pulso/infra/stages/base';

/** Mails are to be sent, and the stage does not say from whom. */
export class MailSettingsMissingError extends Error {
  override readonly name = 'MailSettingsMissingError';

  constructor(stage: string) {
    super(
      `${settingsFile('posts', stage)}: there are destinations of the kind "email", and none who sends them: write ` +
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
      `${settingsFile('posts', stage)}: ${what} can't be the name of a webhook: write up to 40 small letters, digits and ` +
        'hyphens, and not "secrets", whose parameter has another use.',
    );
  }
}

/** Two destinations have one name, and are not the same: readers would get the messages of one of them alone. */
export class DestinationNameTakenError extends Error {
  override readonly name = 'DestinationNameTakenError';

  constructor(stage: string, type: string, name: string) {
    super(
      `${settingsFile('posts', stage)}: two destinations of the kind "${type}" are called "${name}" and differ: write a ` +
        'name of its own for each.',
    );
  }
}

/** A list of addresses or a webhook has no name, by which keys and logs would know it. */
export class DestinationNameMissingError extends Error {
  override readonly name = 'DestinationNameMissingError';

  constructor(stage: string, type: string) {
    super(
      `${settingsFile('posts', stage)}: a destination of the kind "${type}" has no name: write one in quotes, as in ` +
        "name: 'owners'.",
    );
  }
}
