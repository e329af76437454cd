import {
  DestinationNameMissingError,
  DestinationNameTakenError,
  MailSettingsMissingError,
  WebhookNameError,
} from './errors';
import { knownStages } from './known-stages';
import { mailSettingsOf, webhookNamesOf } from './posted-destinations';
import { type MailSettings, type StageDestination, type StageSettings } from './stage-settings';

const list = (name: string, address = 'owner@example.com'): StageDestination => ({
  type: 'email',
  name,
  addresses: [address],
});
const webhook = (name: string): StageDestination => ({ type: 'webhook', name, format: 'pulso' });

const posts = (destinations: StageSettings['destinations'], mail?: MailSettings) => ({
  stage: 'test',
  destinations,
  ...(mail ? { mail } : {}),
});

describe('mailSettingsOf', () => {
  const mail = { from: 'reports@example.com' };

  it('needs a sender where a destination is a list of addresses, and only there', () => {
    expect(mailSettingsOf(posts({ owners: [webhook('team'), list('owners')] }, mail))).toBe(mail);
    expect(mailSettingsOf(posts({ owners: [webhook('team')] }, mail))).toBeUndefined();
    expect(() => mailSettingsOf(posts({ owners: [list('owners')] }))).toThrow(MailSettingsMissingError);
  });

  it('lets several reports go to one list, and no two lists have one name', () => {
    const other = list('owners', 'other@example.com');

    expect(mailSettingsOf(posts({ daily: [list('owners')], weekly: [list('owners')] }, mail))).toBe(mail);
    expect(() => mailSettingsOf(posts({ daily: [list('owners')], weekly: [other] }, mail))).toThrow(
      DestinationNameTakenError,
    );
  });
});

it.each([
  ['email', list(undefined as never)],
  ['webhook', webhook(undefined as never)],
])('says of what kind the destination without a name is: %s', (type, destination) => {
  const nameless = posts({ owners: [destination] }, { from: 'reports@example.com' });
  const readAll = () => [mailSettingsOf(nameless), webhookNamesOf(nameless)];

  expect(readAll).toThrow(DestinationNameMissingError);
  expect(readAll).toThrow(`stages/src/test.ts: a destination of the kind "${type}" has no name: write one in quotes`);
});

describe('webhookNamesOf', () => {
  it('does not repeat an address that stands for a name', () => {
    const settings = posts({ owners: [webhook('https://hooks.example.com/secret')] });

    expect(() => webhookNamesOf(settings)).toThrow(/stages\/src\/test\.ts: An address can't be the name/);
  });

  it('names each webhook once', () => {
    const settings = posts({ daily: [webhook('team')], weekly: [webhook('team'), webhook('own')] });

    expect(webhookNamesOf(settings)).toEqual(['team', 'own']);
  });

  it.each(['Team', 'team/../bot-token', '', 'x'.repeat(41), 'secrets'])('refuses the name %p', (name) => {
    expect(() => webhookNamesOf(posts({ owners: [webhook(name)] }))).toThrow(WebhookNameError);
  });
});

it.each<[string, StageSettings]>(Object.entries(knownStages))(
  '%s has all that its mails and webhooks need',
  (_stage, settings) => {
    expect(() => [mailSettingsOf(settings), webhookNamesOf(settings)]).not.toThrow();
  },
);
