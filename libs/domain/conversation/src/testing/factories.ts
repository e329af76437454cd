type Members = Readonly<Record<string, unknown>>;

/** A person as Telegram describes one. */
export const person = (overrides: Members = {}): Members => ({
  ...{ id: 4242424242, is_bot: false, first_name: 'Ada', language_code: 'en' },
  ...overrides,
});
export const privateChat: Members = { id: 4242424242, type: 'private', first_name: 'Ada' };

/** Who may ask for reports, and the private chat with them. */
export const owner = (overrides: Members = {}): Members => person({ id: 1001, first_name: 'Grace', ...overrides });
export const ownerChat: Members = { id: 1001, type: 'private', first_name: 'Grace' };

export const group: Members = { id: -1009876543210, type: 'supergroup', title: 'Friends' };

export const messageUpdate = (message: Members = {}, update: Members = {}): Members => ({
  update_id: 880000001,
  message: { message_id: 17, date: 1_764_064_790, chat: privateChat, from: person(), text: 'hello', ...message },
  ...update,
});

export const callbackUpdate = (query: Members = {}): Members => ({
  update_id: 880000002,
  callback_query: {
    id: 'cb-1',
    from: person(),
    chat_instance: '1',
    data: 'menu',
    message: { message_id: 5, date: 0, chat: group },
    ...query,
  },
});

/** The HTML of messages in the order of sending. */
export const htmlOf = (messages: readonly { text: { html: string } }[]): string[] =>
  messages.map(({ text }) => text.html);

/** The bot's own membership in a group goes from one status to another. */
export const membershipUpdate = (before: string, after: string, membership: Members = {}): Members => ({
  update_id: 880000003,
  my_chat_member: {
    chat: group,
    from: person(),
    date: 1_764_064_790,
    old_chat_member: { status: before, user: person() },
    new_chat_member: { status: after, user: person() },
    ...membership,
  },
});
