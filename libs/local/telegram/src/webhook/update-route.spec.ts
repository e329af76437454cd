import { updateRoute } from './update-route';

const chat = { id: -7, type: 'group' };
const from = { id: 7 };

describe('updateRoute', () => {
  it('puts messages and edits of a chat into one queue for a day', () => {
    const sent = updateRoute({ update_id: 1, message: { chat, from } });
    const edited = updateRoute({ update_id: 2, edited_message: { chat, from } });

    expect(sent).toEqual({ type: 'message', queue: 'message -7', expiresAfterMs: 86_400_000 });
    expect(edited.queue).toBe(sent.queue);
  });

  it('lets callback queries overtake messages and expire after 150 seconds', () => {
    expect(updateRoute({ update_id: 1, callback_query: { id: '1', from, message: { chat } } })).toEqual({
      type: 'callback_query',
      queue: 'callback_query 7',
      expiresAfterMs: 150_000,
    });
  });

  it.each([[{}], [{ message: null }], [{ message: 'x' }], [{ constructor: { chat: { id: 'x' } } }], [{ poll: [] }]])(
    'gives %j a queue of its own',
    (content) => {
      expect(updateRoute({ update_id: 5, ...content }).queue).toBe('update 5');
    },
  );
});
