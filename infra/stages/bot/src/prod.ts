import { type BotSettings } from './bot-settings';

/** Replace ids and names by those of your own bot. */
export const prod: BotSettings = {
  adminUserIds: [1],
  botInfo: { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me' },
  // Add `reservedConcurrency: 50` once `aws lambda get-account-settings` tells of 150 concurrent executions or more: a new
  // account may have 10, with which the first deploy would fail.
};
