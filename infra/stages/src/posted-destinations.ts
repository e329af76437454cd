import { type PostedDestination } from '@pulso/contracts/report-plan';
import { parameterName, secretParameters, webhookParameter } from '@pulso/contracts/envelope';

import {
  DestinationNameMissingError,
  DestinationNameTakenError,
  MailSettingsMissingError,
  WebhookNameError,
} from './errors';
import { type MailSettings, type StageSettings } from './stage-settings';

type Posted = Pick<StageSettings, 'stage' | 'destinations'>;

/**
 * Finds out who sends the mails of a stage.
 *
 * @returns undefined when no destination is a list of addresses: such a stage needs nothing of SES.
 * @throws {MailSettingsMissingError} Not retryable.
 * @throws {DestinationNameMissingError} Not retryable.
 * @throws {DestinationNameTakenError} Not retryable.
 */
export function mailSettingsOf(settings: Posted & Pick<StageSettings, 'mail'>): MailSettings | undefined {
  if (postedOf(settings, 'email').length === 0) return undefined;
  if (!settings.mail) throw new MailSettingsMissingError(settings.stage);
  return settings.mail;
}

/**
 * Lists the webhooks of a stage, each of which has a secret parameter.
 *
 * @throws {WebhookNameError} Not retryable.
 * @throws {DestinationNameMissingError} Not retryable.
 * @throws {DestinationNameTakenError} Not retryable.
 */
export function webhookNamesOf(settings: Posted): string[] {
  const { stage } = settings;
  const names = postedOf(settings, 'webhook').map(({ name }) => name);
  const taken = new Set(Object.values(secretParameters).map((base) => parameterName(stage, base)));
  for (const name of names) {
    const fits = /^[a-z0-9][a-z0-9-]{0,39}$/.test(name);
    if (!fits || taken.has(parameterName(stage, webhookParameter(name)))) throw new WebhookNameError(stage, name);
  }
  return names;
}

/** @returns One of each name: several reports may go to one destination. */
function postedOf({ stage, destinations }: Posted, type: PostedDestination['type']): PostedDestination[] {
  const byName = new Map<string, PostedDestination>();
  for (const destination of Object.values(destinations).flat()) {
    if (destination.type === 'telegram' || destination.type !== type) continue;
    // The type promises one, and an editor that does not check types lets it be left out.
    if (typeof destination.name !== 'string') throw new DestinationNameMissingError(stage, type);
    const known = byName.get(destination.name);
    if (known && JSON.stringify(known) !== JSON.stringify(destination)) {
      throw new DestinationNameTakenError(stage, type, destination.name);
    }
    byName.set(destination.name, destination);
  }
  return [...byName.values()];
}
