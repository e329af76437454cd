import { type Chat } from '../chats';
import { commandMenu } from './command-menu';

const ada: Chat = { id: 7, type: 'private', state: 'member', firstName: 'Ada' };
const lunch: Chat = { id: -5, type: 'group', state: 'member', title: 'Lunch' };

/** The lists that are set, each with one command of its own name. */
const menuOf = (lists: readonly string[], person: Chat, chat: Chat) =>
  commandMenu(new Map(lists.map((list) => [list, [{ command: list, description: 'x' }]])), person, chat).map(
    ({ command }) => command,
  );

describe('commandMenu', () => {
  it.each<[string, readonly string[], string]>([
    ['of the chat before that of all private chats', ['chat 7 ', 'all_private_chats en', 'default '], 'chat 7 '],
    [
      'of the language before that for everybody',
      ['all_private_chats ', 'all_private_chats en'],
      'all_private_chats en',
    ],
    ['of a narrower scope before that of the language', ['all_private_chats ', 'default en'], 'all_private_chats '],
    ['by default', ['all_group_chats ', 'default '], 'default '],
  ])('shows a person the list %s', (_what, lists, expected) => {
    expect(menuOf(lists, ada, ada)).toEqual([expected]);
  });

  it('goes by the language of the app, of any country', () => {
    const lists = ['default ', 'default pt'];

    expect(menuOf(lists, { ...ada, languageCode: 'pt-br' }, ada)).toEqual(['default pt']);
    expect(menuOf(lists, { ...ada, languageCode: 'ru' }, ada)).toEqual(['default ']);
  });

  it('shows the owner of a group what is for administrators', () => {
    const lists = ['all_group_chats ', 'all_chat_administrators '];
    const owned = { ...lunch, ownerId: 7 };

    expect(menuOf(lists, ada, owned)).toEqual(['all_chat_administrators ']);
    expect(menuOf(lists, { ...ada, id: 9 }, owned)).toEqual(['all_group_chats ']);
  });

  it('shows nothing in a channel, nor where nothing is set', () => {
    expect(menuOf(['default '], ada, { ...lunch, type: 'channel' })).toEqual([]);
    expect(menuOf([], ada, ada)).toEqual([]);
  });
});
