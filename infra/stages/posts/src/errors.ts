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
