import { type StageSettings } from './stage-settings';

/** Replace ids and names by those of your own bot and channel; the rest is a sound choice for production. */
export const prod: StageSettings = {
  stage: 'prod',
  region: 'eu-central-1',
  adminUserIds: [1],
  botInfo: { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me' },
  telegramApiRoot: 'https://api.telegram.org',
  destinations: { owners: [{ type: 'telegram', chatId: '-1000000000000', showsProgress: false }] },
  foreignLogGroups: [],
  logRetentionDays: 90,
  protectsData: true,
};
