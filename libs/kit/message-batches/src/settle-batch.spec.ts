import { createJsonLog } from '@pulso/logging';

import { type QueueMessage, receiveCountOf, settleBatch } from './settle-batch';

const message = (messageId: string, receiveCount = '1'): QueueMessage => ({
  messageId,
  body: `body of ${messageId}`,
  attributes: { ApproximateReceiveCount: receiveCount },
});

const clock = { nowMs: () => 0 };
const silent = createJsonLog(() => undefined, { clock });

describe('settleBatch', () => {
  it('returns exactly the messages whose handler threw, in the order of the batch', async () => {
    const batch = ['a', 'b', 'c', 'd'].map((id) => message(id));
    const handle = async ({ messageId }: QueueMessage): Promise<void> => {
      if (messageId === 'b' || messageId === 'd') throw new Error('not now');
    };

    const response = await settleBatch(batch, handle, silent);

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'd' }] });
  });

  it('takes a handler that throws before its first await like any other', async () => {
    const handle = (): Promise<void> => {
      throw new Error('at once');
    };

    const response = await settleBatch([message('a')], handle, silent);

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
  });

  it('works on all messages at the same time', async () => {
    let running = 0;
    let most = 0;
    const handle = async (): Promise<void> => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
    };

    await settleBatch([message('a'), message('b'), message('c')], handle, silent);

    expect(most).toBe(3);
  });

  it('logs which message failed and never its body', async () => {
    const lines: string[] = [];
    const handle = () => Promise.reject(new Error('no'));

    await settleBatch(
      [message('a')],
      handle,
      createJsonLog((line) => lines.push(line), { clock }),
    );

    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"level":"WARN","event":"message-not-settled","messageId":"a"');
    expect(lines[0]).not.toContain('body of a');
  });
});

describe('receiveCountOf', () => {
  it.each([
    ['3', 3],
    ['', 1],
    ['many', 1],
    ['0', 1],
  ])('reads %j as %i', (text, count) => {
    expect(receiveCountOf(message('a', text))).toBe(count);
  });
});
