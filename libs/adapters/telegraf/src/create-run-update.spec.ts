import { html } from '@pulso/kit/telegram';

import { createRunUpdate } from './create-run-update';
import { type SpecWorld, refusal, send, settled, startSpecWorld, token } from './testing/world';

describe('createRunUpdate', () => {
  let world: SpecWorld;

  beforeEach(async () => {
    world = await startSpecWorld();
  });

  afterEach(() => world.close());

  it('sends HTML without link previews, by one call', async () => {
    const result = await world.run((replies) =>
      replies.sendMessage({
        chatId: -1_009_876_543_210,
        text: html`<b>${'<hi>'}</b>`,
        replyToMessageId: 3,
        topicId: 4,
      }),
    );

    expect(result).toEqual({ status: 'sent', messageId: 77 });
    expect(world.calls).toEqual([
      {
        path: `/bot${token}/sendMessage`,
        payload: {
          chat_id: -1_009_876_543_210,
          text: '<b>&lt;hi&gt;</b>',
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          message_thread_id: 4,
          reply_parameters: { message_id: 3, allow_sending_without_reply: true },
        },
      },
    ]);
  });

  it('returns the result of the update', async () => {
    expect(await createRunUpdate(world.options())({ update_id: 1 }, async () => settled)).toEqual(settled);
  });

  it.each([
    ['revoked', refusal(401, 'Unauthorized')],
    ['malformed', refusal(404, 'Not Found')],
  ])('reads the token again when Telegram calls it %s', async (_case, respond) => {
    const tokens = ['1:old', '1:new'];
    world.responses.push(respond);

    const result = await world.run(send, {
      readToken: async () => tokens[0] ?? '',
      forgetToken: () => {
        tokens.shift();
      },
    });

    expect(result).toMatchObject({ status: 'sent' });
    expect(world.calls.map(({ path }) => path)).toEqual(['/bot1:old/sendMessage', '/bot1:new/sendMessage']);
  });

  it('calls once if the token is still the refused one', async () => {
    world.responses.push(refusal(401, 'Unauthorized'));

    expect(await world.run(send)).toEqual({ status: 'unauthorized' });
    expect(world.calls).toHaveLength(1);
  });

  it('keeps the token after a refusal for another reason', async () => {
    const forgetToken = jest.fn();
    world.responses.push(refusal(403, 'Forbidden: bot was blocked by the user'));

    expect(await world.run(send, { forgetToken })).toMatchObject({ status: 'gone' });

    expect(forgetToken).not.toHaveBeenCalled();
  });

  it('calls once if the token can not be read again', async () => {
    const readToken = jest.fn().mockResolvedValueOnce(token).mockRejectedValue(new Error('throttled'));
    world.responses.push(refusal(401, 'Unauthorized'));

    expect(await world.run(send, { readToken })).toEqual({ status: 'unauthorized' });

    expect(world.calls).toHaveLength(1);
  });

  it('gives an update 7.5 s by default, and each call 5 s of them', async () => {
    const timer = jest.spyOn(AbortSignal, 'timeout');

    await world.run(send);

    expect(timer.mock.calls).toEqual([[7_500], [5_000]]);
    timer.mockRestore();
  });

  it('aborts a call half a second before the end, in time to report its outcome as unknown', async () => {
    const outOfTime = new AbortController();
    const timer = jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(outOfTime.signal);
    world.responses.push(() => outOfTime.abort());

    const result = await world.run(send, { handlerTimeoutMs: 60_000 });

    expect(result).toEqual({ status: 'unknown', reason: 'AbortError' });
    expect(timer).toHaveBeenCalledWith(59_500);
    timer.mockRestore();
  });

  it('makes no call when the time is over', async () => {
    const timer = jest.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.abort());

    const result = await world.run(send, { handlerTimeoutMs: 60_000 });

    expect(result).toEqual({ status: 'not-sent', reason: 'OutOfTimeError' });
    expect(world.calls).toEqual([]);
    timer.mockRestore();
  });

  it('throws when the answer takes too long', async () => {
    const never = createRunUpdate(world.options({ handlerTimeoutMs: 520 }))(
      { update_id: 1 },
      () => new Promise(() => {}),
    );

    await expect(never).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it("passes on the answer's error, and neither prints it nor sets the exit code", async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => {});

    await expect(
      createRunUpdate(world.options())({ update_id: 1 }, () => Promise.reject(new Error('bug'))),
    ).rejects.toThrow('bug');

    expect(printed).not.toHaveBeenCalled();
    expect(process.exitCode).toBeUndefined();
    printed.mockRestore();
  });

  it('does not start without a token', async () => {
    const noToken = { readToken: () => Promise.reject(new Error('not set')) };

    await expect(createRunUpdate(world.options(noToken))({ update_id: 1 }, async () => settled)).rejects.toThrow(
      'not set',
    );
  });
});
