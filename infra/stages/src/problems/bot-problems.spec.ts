import { local as localStage } from '../local';
import { type BotSettings } from '../stage-settings';
import { botProblems } from './bot-problems';

const local = localStage.bot;
const problemsOf = (bot: BotSettings) => botProblems({ stage: 'prod', bot });

/** As shipped: all of it is still to be written. */
const placeholders: BotSettings = {
  adminUserIds: [1],
  botInfo: { id: 1, username: 'ReplaceMeBot', firstName: 'Replace me' },
};

describe('botProblems', () => {
  it('stops at every placeholder at once, with the file and what to write', () => {
    expect(problemsOf(placeholders)).toEqual([
      "infra/stages/src/prod.ts: bot.botInfo.id is still 1: write your bot's id, the digits before the colon of its token.",
      'infra/stages/src/prod.ts: bot.botInfo.username is still "ReplaceMeBot": write the username that BotFather has ' +
        'confirmed, without @.',
      'infra/stages/src/prod.ts: bot.botInfo.firstName is still "Replace me": write the name that people see above the chat.',
      'infra/stages/src/prod.ts: bot.adminUserIds still has 1: write the user ids of those who may ask for reports, or an ' +
        'empty list.',
    ]);
  });

  it('stops at fields that nothing reads, and at a token beside the others without repeating it', () => {
    const settings = { ...local, reservedConcurency: 50, botInfo: { ...local.botInfo, token: '8123456789:AAexample' } };

    expect(problemsOf(settings)).toEqual([
      expect.stringMatching(
        /prod\.ts: bot\.reservedConcurency is a field that nothing reads: .* reservedConcurrency, commandSecrets\.$/,
      ),
      expect.stringMatching(/botInfo\.token has a token in it: leave it out, [^:]*npm run secrets takes it\.$/),
    ]);
  });

  it('stops at a username with its @', () => {
    const botInfo = { ...local.botInfo, username: '@PulsoDemoBot' };

    expect(problemsOf({ ...local, botInfo })).toEqual([
      expect.stringMatching(/botInfo\.username is "@PulsoDemoBot": .* without @/),
    ]);
  });

  it.each([
    ['an id in quotes', { id: '8123456789' }, /botInfo\.id is no whole number above 0: .*, without quotes\.$/],
    ['an id below 0', { id: -5 }, /botInfo\.id is no whole number above 0/],
    ['half an id', { id: 1.5 }, /botInfo\.id is no whole number above 0/],
    ['no username', { username: undefined }, /botInfo\.username is undefined: write the username/],
    ['an empty name', { firstName: ' ' }, /botInfo\.firstName is empty or no text/],
  ])('stops at %s', (_case, overrides, problem) => {
    const botInfo = { ...local.botInfo, ...(overrides as object) };

    expect(problemsOf({ ...local, botInfo })).toEqual([expect.stringMatching(problem)]);
  });

  it.each([
    ['the name of an admin', { adminUserIds: ['@me'] }, /adminUserIds\.0 is no user id: write a whole number above 0/],
    ['a group among admins', { adminUserIds: [424_242, -100] }, /adminUserIds\.1 is no user id/],
    ['an admin without a list', { adminUserIds: 424_242 }, /adminUserIds is no list: .* as in \[424242\]/],
    ['no concurrency', { reservedConcurrency: 0 }, /reservedConcurrency is 0: write a whole number from 1 to 900/],
    ['more concurrency than there is', { reservedConcurrency: 901 }, /reservedConcurrency is 901: .* or leave it out/],
    ['a concurrency in quotes', { reservedConcurrency: '50' }, /reservedConcurrency is "50"/],
  ])('stops at %s', (_case, overrides, problem) => {
    const settings = { ...local, ...(overrides as object) };

    expect(problemsOf(settings)).toEqual([expect.stringMatching(problem)]);
  });

  it('names the file of a token, and does not repeat it', () => {
    const token: never = '8123456789:AAexample-of-a-token' as never;
    const botInfo = { id: token, username: token, firstName: token };

    const problems = problemsOf({ botInfo, adminUserIds: [token] });

    expect(problems).toHaveLength(4);
    expect(problems[0]).toBe(
      'infra/stages/src/prod.ts: bot.botInfo.id has a token in it: write the digits before the colon, and never the token.',
    );
    expect(problems.join()).not.toContain('AAexample');
  });

  it.each([1, 900])('takes a reserved concurrency of %d', (reservedConcurrency) => {
    expect(problemsOf({ ...local, reservedConcurrency })).toEqual([]);
  });

  it('takes a bot of its own, also without admins', () => {
    expect(problemsOf({ ...local, adminUserIds: [] })).toEqual([]);
  });
});
