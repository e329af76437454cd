import { postSettings } from '.';
import {
  DestinationNameMissingError,
  DestinationNameTakenError,
  MailSettingsMissingError,
  WebhookNameError,
} from './errors';
import { type MailSettings, type PostSettings, type PostedDestination } from './post-settings';
import { mailSettingsOf, webhookNamesOf } from './posted-destinations';

const list = (name: string, address = 'owner@example.com'): PostedDestination => ({
  type: 'email',
  name,
  addresses: [address],
});
const webhook = (name: string): PostedDestination => ({ type: 'webhook', name, format: 'pulso' });

const posts = (destinations: PostSettings['destinations'], mail?: MailSettings): PostSettings => ({
  destinations,
  ...(mail ? { mail } : {}),
});

describe('mailSettingsOf', () => {
  const mail = { from: 'reports@example.com' };

  it('needs a sender where a destination is a list of addresses, and only there', () => {
    expect(mailSettingsOf('test', posts({ owners: [webhook('team'), list('owners')] }, mail))).toBe(mail);
    expect(mailSettingsOf('test', posts({ owners: [webhook('team')] }, mail))).toBeUndefined();
    expect(() => mailSettingsOf('test', posts({ owners: [list('owners')] }))).toThrow(MailSettingsMissingError);
  });

  it('lets several reports go to one list, and no two lists have one name', () => {
    const other = list('owners', 'other@example.com');

    expect(mailSettingsOf('test', posts({ daily: [list('owners')], weekly: [list('owners')] }, mail))).toBe(mail);
    expect(() => mailSettingsOf('test', posts({ daily: [list('owners')], weekly: [other] }, mail))).toThrow(
      DestinationNameTakenError,
    );
  });
});

it.each([
  ['email', list('owners')],
  ['webhook', webhook('team')],
])('says of what kind the destination without a name is: %s', (type, destination) => {
  const nameless = posts({ owners: [{ ...destination, name: undefined as never }] }, { from: 'reports@example.com' });
  const readAll = () => [mailSettingsOf('test', nameless), webhookNamesOf('test', nameless)];

  expect(readAll).toThrow(DestinationNameMissingError);
  expect(readAll).toThrow(`posts/src/test.ts: a destination of the kind "${type}" has no name: write one in quotes`);
});

describe('webhookNamesOf', () => {
  it('does not repeat an address that stands for a name', () => {
    const settings = posts({ owners: [webhook('https://hooks.example.com/secret')] });

    expect(() => webhookNamesOf('test', settings)).toThrow(/posts\/src\/test\.ts: An address can't be the name/);
  });

  it('names each webhook once', () => {
    const settings = posts({ daily: [webhook('team')], weekly: [webhook('team'), webhook('own')] });

    expect(webhookNamesOf('test', settings)).toEqual(['team', 'own']);
  });

  it.each(['Team', 'team/../bot-token', '', 'x'.repeat(41), 'secrets'])('refuses the name %p', (name) => {
    expect(() => webhookNamesOf('test', posts({ owners: [webhook(name)] }))).toThrow(WebhookNameError);
  });
});

it.each(Object.entries(postSettings))('%s has all that its mails and webhooks need', (stage, settings) => {
  expect(() => [mailSettingsOf(stage, settings), webhookNamesOf(stage, settings)]).not.toThrow();
});
