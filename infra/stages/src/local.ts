import { type StageSettings } from './stage-settings';

/** The stage of the local cloud and of specs. Nothing in it exists. */
export const local: StageSettings = {
  stage: 'local',
  region: 'eu-central-1',
  telegramApiRoot: 'https://api.telegram.org',
  foreignLogGroups: [],
  logRetentionDays: 60,
  protectsData: false,
  tracing: 'PassThrough',
  bot: {
    adminUserIds: [424_242],
    botInfo: { id: 7_000_000_001, username: 'PulsoDemoBot', firstName: 'Pulso' },
    reservedConcurrency: 50,
  },
  destinations: {
    owners: [
      // A channel that only owners read.
      { type: 'telegram', chatId: '-1001234567890', showsProgress: false, buttons: true },
      { type: 'email', name: 'owners', addresses: ['owner@example.com'] },
      { type: 'webhook', name: 'team-chat', format: 'pulso' },
    ],
  },
  mail: { from: 'Pulso <reports@example.com>', unsubscribe: 'mailto:reports@example.com?subject=unsubscribe' },
  alerts: { emails: ['operator@example.com'] },
};
