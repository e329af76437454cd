import { type StageSettings } from './stage-settings';

/** What the local cloud runs, and what specs synthesize. Nothing in it exists anywhere. */
export const local: StageSettings = {
  stage: 'local',
  region: 'eu-central-1',
  adminUserIds: [424_242],
  botInfo: { id: 7_000_000_001, username: 'PulsoDemoBot', firstName: 'Pulso' },
  telegramApiRoot: 'https://api.telegram.org',
  destinations: { owners: [{ type: 'telegram', chatId: '-1001234567890', showsProgress: false }] },
  foreignLogGroups: [],
  logRetentionDays: 7,
  protectsData: false,
};
