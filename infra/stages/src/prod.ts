import { type StageSettings } from './stage-settings';

/** A sound choice for production. Account, bot, chat and alarms are yours to write: without them nothing is deployed. */
export const prod: StageSettings = {
  stage: 'prod',
  region: 'eu-central-1',
  accountId: '000000000000',
  telegramApiRoot: 'https://api.telegram.org',
  foreignLogGroups: [],
  logRetentionDays: 90,
  protectsData: true,
  tracing: 'Active',
  bot: {
    adminUserIds: [1],
    botInfo: { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me' },
    // Add `reservedConcurrency: 50` once `aws lambda get-account-settings` shows at least 150 concurrent executions: a
    // new account may have 10, and the first deploy would fail.
  },
  destinations: { owners: [{ type: 'telegram', chatId: '-1000000000000', showsProgress: false }] },
  alerts: { emails: [] },
};
