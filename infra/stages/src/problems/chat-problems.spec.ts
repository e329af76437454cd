import { knownStages } from '../known-stages';
import { type StageDestination } from '../stage-settings';
import { chatProblems } from './chat-problems';

const chat = (chatId = '-1001234567890'): StageDestination => ({ type: 'telegram', chatId, showsProgress: false });

const problemsOf = (...owners: StageDestination[]) => chatProblems({ stage: 'prod', destinations: { owners } });

describe('chatProblems', () => {
  it('stops at the placeholder of prod, with the file and what to write', () => {
    expect(problemsOf(chat('-1000000000000'))).toEqual([
      'infra/stages/src/prod.ts: destinations.owners.0.chatId is still -1000000000000: write the id of your chat, ' +
        'such as -1001234567890, or the @name of a public channel.',
    ]);
  });

  it.each([['owners'], ['t.me/owners'], ['@o'], ['-100 123'], ['1e3'], ['0']])('stops at the chat %p', (chatId) => {
    expect(problemsOf(chat(), chat(chatId))).toEqual([
      expect.stringContaining(`destinations.owners.1.chatId is "${chatId}": write the id of your chat`),
    ]);
  });

  it('does not repeat a token that stands for a chat', () => {
    const [problem, ...others] = problemsOf(chat('8123456789:AAexample-of-a-token'));

    expect(problem).toMatch(
      /stages\/src\/prod\.ts: destinations\.owners\.0\.chatId has a token in it: write the id of your chat/,
    );
    expect(problem).not.toContain('AAexample');
    expect(others).toEqual([]);
  });

  it.each([['-1001234567890'], ['424242'], ['@pulso_owners']])('takes the chat %p', (chatId) => {
    expect(problemsOf(chat(chatId))).toEqual([]);
  });
});

it.each(Object.entries(knownStages))('the chats of %s are chats, or still to be written', (_stage, settings) => {
  const problems = chatProblems(settings).filter((problem) => !problem.includes(' is still '));

  if (problems.length > 0) throw new Error(problems.join('\n'));
});
