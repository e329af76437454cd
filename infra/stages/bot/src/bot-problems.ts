import { settingsFile } from '@pulso/infra/stages/base';

import { type BotSettings } from './bot-settings';

/** What `prod.ts` holds until its operator has written the bot's own. No bot and no person has them. */
const placeholder = { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me', adminUserId: 1 };

/**
 * Finds in a stage's bot the placeholders, and a username that none can have.
 *
 * @returns One sentence per problem: the file, what is wrong, what to write instead.
 * @see https://core.telegram.org/bots/features#botfather
 */
export function botProblems(stage: string, { botInfo, adminUserIds }: BotSettings): string[] {
  const { id, username, firstName } = botInfo;
  const problems: string[] = [];
  if (id === placeholder.id) {
    problems.push("botInfo.id is still 1: write your bot's id, the digits before the colon of its token");
  }
  const usernameRemedy = 'write the username that BotFather has confirmed, without @';
  if (username === placeholder.username) problems.push(`botInfo.username is still "${username}": ${usernameRemedy}`);
  else if (!/^\w{3,32}$/.test(username)) problems.push(`botInfo.username is "${username}": ${usernameRemedy}`);
  if (firstName === placeholder.firstName) {
    problems.push(`botInfo.firstName is still "${firstName}": write the name that people see above the chat`);
  }
  if (adminUserIds.includes(placeholder.adminUserId)) {
    problems.push('adminUserIds still has 1: write the user ids of those who may ask for reports, or an empty list');
  }
  return problems.map((problem) => `${settingsFile('bot', stage)}: ${problem}.`);
}
