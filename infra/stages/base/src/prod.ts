import { type StageSettings } from './stage-settings';

/** A sound choice for production; region and account are yours to write. */
export const prod: StageSettings = {
  stage: 'prod',
  region: 'eu-central-1',
  accountId: '000000000000',
  telegramApiRoot: 'https://api.telegram.org',
  foreignLogGroups: [],
  logRetentionDays: 90,
  protectsData: true,
  tracing: 'Active',
};
