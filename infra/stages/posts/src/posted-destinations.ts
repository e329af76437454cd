import { parameterName, secretParameters, webhookParameter } from '@pulso/contracts/naming';

import { DestinationNameTakenError, MailSettingsMissingError, WebhookNameError } from './errors';
import { type MailSettings, type PostSettings, type PostedDestination } from './post-settings';

/**
 * Finds out who sends the mails of a stage.
 *
 * @returns undefined when no destination is a list of addresses: such a stage needs nothing of SES.
 * @throws {MailSettingsMissingError} Not retryable.
 * @throws {DestinationNameTakenError} Not retryable.
 */
export function mailSettingsOf(stage: string, settings: PostSettings): MailSettings | undefined {
  if (postedOf(settings, 'email').length === 0) return undefined;
  if (!settings.mail) throw new MailSettingsMissingError(stage);
  return settings.mail;
}

/**
 * Lists the webhooks of a stage, each of which has a secret parameter.
 *
 * @throws {WebhookNameError} Not retryable.
 * @throws {DestinationNameTakenError} Not retryable.
 */
export function webhookNamesOf(stage: string, settings: PostSettings): string[] {
  const names = postedOf(settings, 'webhook').map(({ name }) => name);
  const taken = new Set(Object.values(secretParameters).map((base) => parameterName(stage, base)));
  for (const name of names) {
    const fits = /^[a-z0-9][a-z0-9-]{0,39}$/.test(name);
    if (!fits || taken.has(parameterName(stage, webhookParameter(name)))) throw new WebhookNameError(name);
  }
  return names;
}

/** @returns One of each name: several reports may go to one destination. */
function postedOf({ destinations }: PostSettings, type: PostedDestination['type']): PostedDestination[] {
  const byName = new Map<string, PostedDestination>();
  for (const destination of Object.values(destinations).flat()) {
    if (destination.type !== type) continue;
    const known = byName.get(destination.name);
    if (known && JSON.stringify(known) !== JSON.stringify(destination)) {
      throw new DestinationNameTakenError(type, destination.name);
    }
    byName.set(destination.name, destination);
  }
  return [...byName.values()];
}
