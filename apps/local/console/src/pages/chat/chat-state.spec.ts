import type { ShownMessage } from '@pulso/local/console-api';

import { chatRows } from './chat-state';

const noonMs = Date.parse('2026-11-25T12:00:00Z');
const dayMs = 86_400_000;

const message = (messageId: number, overrides: Partial<ShownMessage> & { atMs?: number } = {}): ShownMessage => {
  const { atMs = noonMs + messageId, text = 'x', ...others } = overrides;
  const versions = [{ atMs, text, entities: [] }];
  return { chatId: 7, messageId, from: 'bot', text, versions, entities: [], silent: false, ...others };
};

describe('chatRows', () => {
  it('puts notes between the messages by their time, and says when a day begins', () => {
    const messages = [message(1), message(3), message(4, { atMs: noonMs + dayMs })];

    const rows = chatRows(messages, [{ atMs: noonMs + 2, chatId: 7, text: 'refused' }]);

    expect(rows.map(({ type }) => type)).toEqual(['day', 'message', 'note', 'message', 'day', 'message']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(6);
  });
});
