import { type StageSettings } from './stage-settings';

/** A sound choice for production; the region is yours to choose. */
export const prod: StageSettings = {
  stage: 'prod',
  region: 'eu-central-1',
  telegramApiRoot: 'https://api.telegram.org',
  foreignLogGroups: [],
  logRetentionDays: 90,
  protectsData: true,
};
