import { postSettings } from '.';
import { DestinationNameTakenError, MailSettingsMissingError, WebhookNameError } from './errors';
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

describe('webhookNamesOf', () => {
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
