import { shapeProblems } from './shape-problems';

const place = 'infra/stages/src/prod.ts: destinations.owners.0';
const chat = { type: 'telegram', chatId: '-1', showsProgress: false };
const list = { type: 'email', name: 'owners', addresses: ['owner@example.com'] };

describe('shapeProblems', () => {
  it.each<[string, object, string]>([
    ['an id without quotes', { ...chat, chatId: -1 }, '.chatId is a number: write it in quotes'],
    [
      'a chat that does not say what it sees',
      { type: 'telegram', chatId: '-1' },
      ".showsProgress is missing: write false for closed reports only, or true for a run's progress, too",
    ],
    [
      'a list without a name',
      { type: 'email', addresses: ['owner@example.com'] },
      ".name is missing: write a name in quotes, as in 'owners': it stands in logs, and must not be an address",
    ],
    [
      'a topic',
      { ...chat, topicId: 5 },
      ' has a field "topicId", which no reader knows: write messageThreadId instead',
    ],
    [
      'a small letter',
      { ...chat, timezone: 'UTC' },
      ' has a field "timezone", which no reader knows: write timeZone instead',
    ],
    [
      'a field of another kind',
      { ...list, chatId: '-1' },
      ' has a field "chatId", which no reader knows: leave it out; there are type, name, addresses, language, timeZone',
    ],
    ['the topic General', { ...chat, messageThreadId: 1 }, '.messageThreadId is 1, the topic General: leave it out'],
    [
      'a topic in quotes',
      { ...chat, messageThreadId: '5' },
      '.messageThreadId is not as it must be: write the number of the topic, without quotes',
    ],
  ])('says what to write for %s', (_case, destination, problem) => {
    expect(shapeProblems(place, destination)).toEqual([`${place}${problem}`]);
  });

  it('names everything at once, without an address', () => {
    const problems = shapeProblems(place, { type: 'email', addresses: 'owner@example.com', topic: 1 });

    expect(problems).toEqual([
      expect.stringContaining('.name is missing'),
      expect.stringContaining('.addresses is not as it must be'),
      expect.stringContaining('has a field "topic", which no reader knows: leave it out'),
    ]);
    expect(problems.join()).not.toContain('owner@');
  });

  it('says which kinds there are, and of an unknown kind no more', () => {
    expect(shapeProblems(place, { type: 'sms', number: 1 })).toEqual([
      expect.stringMatching(/\.type is not as it must be/),
    ]);
    expect(shapeProblems(place, {})).toEqual([expect.stringMatching(/\.type is missing: write 'telegram'/)]);
  });

  it.each([[chat], [list], [{ ...chat, messageThreadId: 5, language: 'de', timeZone: 'UTC' }]])(
    'takes %j',
    (destination) => {
      expect(shapeProblems(place, destination)).toEqual([]);
    },
  );
});
