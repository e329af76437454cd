import { botProblems } from './bot-problems';
import { local } from './local';
import { prod } from './prod';

describe('botProblems', () => {
  it('stops at every placeholder of prod at once, with the file and what to write', () => {
    expect(botProblems('prod', prod)).toEqual([
      "infra/stages/bot/src/prod.ts: botInfo.id is still 1: write your bot's id, the digits before the colon of its token.",
      'infra/stages/bot/src/prod.ts: botInfo.username is still "ReplaceMeBot": write the username that BotFather has ' +
        'confirmed, without @.',
      'infra/stages/bot/src/prod.ts: botInfo.firstName is still "Replace me": write the name that people see above the chat.',
      'infra/stages/bot/src/prod.ts: adminUserIds still has 1: write the user ids of those who may ask for reports, or an ' +
        'empty list.',
    ]);
  });

  it('stops at a username with its @', () => {
    const botInfo = { ...local.botInfo, username: '@PulsoDemoBot' };

    expect(botProblems('prod', { ...local, botInfo })).toEqual([
      expect.stringMatching(/botInfo\.username is "@PulsoDemoBot": .* without @/),
    ]);
  });

  it('takes a bot of its own, also without admins', () => {
    expect(botProblems('prod', { ...local, adminUserIds: [] })).toEqual([]);
  });
});
