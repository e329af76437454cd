import { createJsonLog } from '@pulso/logging';

import { leaveCopy } from './leave-copy';
import { type QueueMessage, settleBatch } from './settle-batch';

const maxReceiveCount = 5;

const message = (receiveCount: number): QueueMessage => ({
  messageId: 'm',
  body: '{}',
  attributes: { ApproximateReceiveCount: String(receiveCount) },
});

describe('leaveCopy', () => {
  let copyCount: number;
  let lines: string[];

  beforeEach(() => {
    copyCount = 0;
    lines = [];
  });

  const receive = async (receiveCount: number) => {
    const log = createJsonLog((line) => lines.push(line), { clock: { nowMs: () => 0 } });
    const sendCopy = async (): Promise<void> => void (copyCount += 1);
    const { batchItemFailures } = await settleBatch(
      [message(receiveCount)],
      (received) => leaveCopy(received, maxReceiveCount, sendCopy),
      log,
    );
    return batchItemFailures.length === 0 ? 'copied' : 'returned';
  };

  it('leaves one copy however often a message is received before its last receive', async () => {
    const ends = [await receive(1), await receive(2), await receive(3), await receive(4)];

    expect(ends).toEqual(['copied', 'returned', 'returned', 'returned']);
    expect(copyCount).toBe(1);
  });

  it('leaves a copy at the last receive, so that waiting puts no message aside', async () => {
    expect(await receive(5)).toBe('copied');
    expect(await receive(6)).toBe('copied');
  });

  it('does not call waiting an error', async () => {
    await receive(2);

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/"INFO".*message-waits.*At receive 2/i);
  });

  it('passes on why a copy could not be sent', async () => {
    const sendCopy = (): Promise<void> => Promise.reject(new Error('refused'));

    await expect(leaveCopy(message(1), maxReceiveCount, sendCopy)).rejects.toThrow('refused');
  });
});
