import { messagePage } from './message-page';

const messages = [1, 2, 4, 5, 9].map((messageId) => ({ messageId }));
const idsOf = (page: ReturnType<typeof messagePage>) => page.messages.map(({ messageId }) => messageId);

describe('messagePage', () => {
  it('takes the latest, then those before them, until there are none', () => {
    const latest = messagePage(messages, { limit: 2 });
    const earlier = messagePage(messages, { before: 5, limit: 2 });
    const first = messagePage(messages, { before: 2, limit: 2 });

    expect([latest, earlier, first].map(idsOf)).toEqual([[5, 9], [2, 4], [1]]);
    expect([latest, earlier, first].map(({ hasEarlier }) => hasEarlier)).toEqual([true, true, false]);
  });

  it('takes what is before a message that is not there', () => {
    expect(idsOf(messagePage(messages, { before: 3, limit: 9 }))).toEqual([1, 2]);
    expect(idsOf(messagePage(messages, { before: 100, limit: 1 }))).toEqual([9]);
  });
});
