import { createJsonLog } from './log';
import {
  type VisibilityChange,
  MessageWaitsError,
  type QueueMessage,
  messageIdsOf,
  receiveCountOf,
  sentAtMsOf,
  settleBatch,
} from './settle-batch';

const message = (messageId: string, attributes: Partial<QueueMessage['attributes']> = {}): QueueMessage => ({
  messageId,
  receiptHandle: `receipt of ${messageId}`,
  body: `body of ${messageId}`,
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', ...attributes },
});

const failureVisibilityTimeoutSeconds = 30;

/** A queue with visibility timeouts, and the log. */
class BatchWorld {
  readonly pauseCalls: (readonly VisibilityChange[])[] = [];
  readonly lines: string[] = [];
  pauseError: Error | undefined;

  readonly deps = {
    changeVisibility: async (pauses: readonly VisibilityChange[]): Promise<void> => {
      this.pauseCalls.push(pauses);
      if (this.pauseError) throw this.pauseError;
    },
    log: createJsonLog((line) => this.lines.push(line), { clock: { nowMs: () => 0 } }),
  };

  /** Settles messages of these ids, whose handlers end as `endings` say: successfully by default. */
  settle(messageIds: readonly string[], endings: Readonly<Record<string, Error>> = {}) {
    return settleBatch(
      messageIds.map((id) => message(id)),
      async ({ messageId }) => {
        const error = endings[messageId];
        if (error) throw error;
      },
      failureVisibilityTimeoutSeconds,
      this.deps,
    );
  }
}

describe('settleBatch', () => {
  let world: BatchWorld;

  beforeEach(() => {
    world = new BatchWorld();
  });

  it('returns exactly the messages that failed or must wait, in the order of the batch', async () => {
    const response = await world.settle(['a', 'b', 'c', 'd'], {
      b: new Error('not now'),
      d: new MessageWaitsError(90),
    });

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'd' }] });
  });

  it('sets their visibility timeouts in one call, and none of a settled message', async () => {
    await world.settle(['a', 'b', 'c', 'd'], {
      a: new MessageWaitsError(90),
      b: new Error('not now'),
      d: new MessageWaitsError(900),
    });

    expect(world.pauseCalls).toEqual([
      [
        { receiptHandle: 'receipt of a', visibilityTimeoutSeconds: 90 },
        { receiptHandle: 'receipt of b', visibilityTimeoutSeconds: failureVisibilityTimeoutSeconds },
        { receiptHandle: 'receipt of d', visibilityTimeoutSeconds: 900 },
      ],
    ]);
  });

  it('sets visibility timeouts only after all handlers have ended', async () => {
    let pausedBefore: number | undefined;
    const handle = async ({ messageId }: QueueMessage): Promise<void> => {
      if (messageId === 'a') throw new MessageWaitsError(90);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      pausedBefore = world.pauseCalls.length;
    };

    await settleBatch([message('a'), message('b')], handle, failureVisibilityTimeoutSeconds, world.deps);

    expect(pausedBefore).toBe(0);
    expect(world.pauseCalls).toHaveLength(1);
  });

  it('returns the same messages if visibility timeouts could not be set, and logs why', async () => {
    world.pauseError = new Error('socket hang up');

    const response = await world.settle(['a', 'b', 'c'], { a: new MessageWaitsError(90), b: new Error('not now') });

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'b' }] });
    expect(world.lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'INFO', event: 'message-waits', messageId: 'a' },
      { level: 'WARN', event: 'message-not-settled', messageId: 'b' },
      { level: 'WARN', event: 'visibility-not-changed', errorMessage: 'socket hang up' },
    ]);
  });

  it('returns a message whose handler throws before its first await', async () => {
    const handle = (): Promise<void> => {
      throw new Error('at once');
    };

    const response = await settleBatch([message('a')], handle, failureVisibilityTimeoutSeconds, world.deps);

    expect(response.batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
  });

  it('handles all messages at the same time', async () => {
    let running = 0;
    let most = 0;
    const handle = async (): Promise<void> => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
    };

    await settleBatch([message('a'), message('b'), message('c')], handle, failureVisibilityTimeoutSeconds, world.deps);

    expect(most).toBe(3);
  });

  it('logs which message failed, never its body', async () => {
    await world.settle(['a'], { a: new Error('no') });

    expect(world.lines).toHaveLength(1);
    expect(world.lines[0]).toContain('"level":"WARN","event":"message-not-settled","messageId":"a"');
    expect(world.lines[0]).not.toContain('body of a');
  });

  it('logs at INFO that a message waits, and how long', async () => {
    await world.settle(['a'], { a: new MessageWaitsError(90) });

    expect(world.lines).toHaveLength(1);
    expect(world.lines[0]).toMatch(/"level":"INFO","event":"message-waits","messageId":"a".* 90 s/);
  });
});

describe('receiveCountOf', () => {
  it.each([
    ['3', 3],
    ['', 1],
    ['many', 1],
    ['0', 1],
  ])('reads %j as %i', (text, count) => {
    expect(receiveCountOf(message('a', { ApproximateReceiveCount: text }))).toBe(count);
  });
});

describe('sentAtMsOf', () => {
  it('reads when a message was sent to its queue', () => {
    expect(sentAtMsOf(message('a', { SentTimestamp: '1800000000123' }))).toBe(1_800_000_000_123);
  });
});

describe('messageIdsOf', () => {
  it('reads only type, run and question of a message', () => {
    const body = JSON.stringify({ type: 'query-finished', runId: 'r', queryId: 'q', outcome: { status: 'failed' } });

    expect(messageIdsOf(body)).toEqual({ type: 'query-finished', runId: 'r', queryId: 'q' });
  });

  it.each([['no JSON'], ['null'], ['"runId"'], ['[]'], ['{"runId":7}'], ['{"content":{"runId":"r"}}']])(
    'finds nothing in %s',
    (body) => {
      expect(messageIdsOf(body)).toEqual({});
    },
  );

  it('cuts an id that is too long', () => {
    expect(messageIdsOf(JSON.stringify({ runId: 'x'.repeat(10_000) }))).toEqual({ runId: 'x'.repeat(200) });
  });
});
