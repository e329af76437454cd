import { type StageSettings } from './stage-settings';

/** What the local cloud runs, and what specs synthesize. Nothing in it exists anywhere. */
export const local: StageSettings = {
  stage: 'local',
  region: 'eu-central-1',
  telegramApiRoot: 'https://api.telegram.org',
  foreignLogGroups: [],
  logRetentionDays: 30,
  protectsData: false,
  tracing: 'PassThrough',
};
