import { contentInWords } from './content-in-words';

describe('contentInWords', () => {
  it.each<[object, string | undefined]>([
    [{ migrate_to_chat_id: -1001 }, 'moved to the supergroup -1001'],
    [{ migrate_from_chat_id: -1 }, 'moved here from the group -1'],
    [{ document: {}, animation: {} }, 'animation'],
    [{ location: {}, venue: {} }, 'venue'],
    [{ new_chat_members: [] }, 'new chat members'],
    [{ text: 'hi' }, undefined],
    [{ something_new: {} }, undefined],
    [{ migrate_to_chat_id: 'x' }, undefined],
  ])('says of %j: %s', (message, words) => {
    expect(contentInWords({ message_id: 1, ...message })).toBe(words);
  });
});
