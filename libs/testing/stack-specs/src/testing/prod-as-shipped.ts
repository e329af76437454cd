import { type StageSettings } from '@pulso/infra/stages';

/** What `prod` is before its operator has written anything: documents speak of it, and no operator can change it. */
export const prodAsShipped: StageSettings = {
  stage: 'prod',
  region: 'eu-central-1',
  accountId: '000000000000',
  telegramApiRoot: 'https://api.telegram.org',
  foreignLogGroups: [],
  logRetentionDays: 90,
  protectsData: true,
  tracing: 'Active',
  bot: { adminUserIds: [1], botInfo: { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me' } },
  destinations: { owners: [{ type: 'telegram', chatId: '-1000000000000', showsProgress: false }] },
  alerts: { emails: [] },
};
