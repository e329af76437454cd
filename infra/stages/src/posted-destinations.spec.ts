import { DestinationNameTakenError, MailSettingsMissingError, WebhookNameError } from './errors';
import { knownStages, stageSettings } from './known-stages';
import { mailSettingsOf, webhookNamesOf } from './posted-destinations';
import { type StageDestination, type StageSettings } from './stage-settings';

const chat: StageDestination = { type: 'telegram', chatId: '-100', showsProgress: false };
const list = (name: string, address = 'owner@example.com'): StageDestination => ({
  type: 'email',
  name,
  addresses: [address],
});
const webhook = (name: string): StageDestination => ({ type: 'webhook', name, format: 'pulso' });

const stage = (destinations: StageSettings['destinations'], mail?: StageSettings['mail']): StageSettings => {
  const { mail: _, ...settings } = stageSettings('local');
  return { ...settings, destinations, ...(mail ? { mail } : {}) };
};

describe('mailSettingsOf', () => {
  const mail = { from: 'reports@example.com' };

  it('needs a sender where a destination is a list of addresses, and only there', () => {
    expect(mailSettingsOf(stage({ owners: [chat, list('owners')] }, mail))).toBe(mail);
    expect(mailSettingsOf(stage({ owners: [chat] }, mail))).toBeUndefined();
    expect(() => mailSettingsOf(stage({ owners: [list('owners')] }))).toThrow(MailSettingsMissingError);
  });

  it('lets several reports go to one list, and no two lists have one name', () => {
    const other = list('owners', 'other@example.com');

    expect(mailSettingsOf(stage({ daily: [list('owners')], weekly: [list('owners')] }, mail))).toBe(mail);
    expect(() => mailSettingsOf(stage({ daily: [list('owners')], weekly: [other] }, mail))).toThrow(
      DestinationNameTakenError,
    );
  });
});

describe('webhookNamesOf', () => {
  it('names each webhook once', () => {
    const settings = stage({ daily: [webhook('team'), chat], weekly: [webhook('team'), webhook('own')] });

    expect(webhookNamesOf(settings)).toEqual(['team', 'own']);
  });

  it.each(['Team', 'team/../bot-token', '', 'x'.repeat(41), 'secrets'])('refuses the name %p', (name) => {
    expect(() => webhookNamesOf(stage({ owners: [webhook(name)] }))).toThrow(WebhookNameError);
  });
});

it.each(knownStages)('$stage has all that its mails and webhooks need', (settings) => {
  expect(() => [mailSettingsOf(settings), webhookNamesOf(settings)]).not.toThrow();
});
