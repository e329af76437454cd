import { type BotSettings } from './bot-settings';

/** Replace ids and names by those of your own bot. */
export const prod: BotSettings = {
  adminUserIds: [1],
  botInfo: { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me' },
  // Remove the line as long as `aws lambda get-account-settings` tells of fewer than 150 concurrent executions.
  reservedConcurrency: 50,
};
