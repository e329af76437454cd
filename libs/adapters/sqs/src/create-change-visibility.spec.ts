import { VisibilityNotChangedError, createChangeVisibility } from './create-change-visibility';
import { clientAnswering } from './testing/client-answering';

const queueUrl = 'http://127.0.0.1:1/000000000000/jobs';

interface Batch {
  QueueUrl: string;
  Entries: { Id: string; ReceiptHandle: string; VisibilityTimeout: number }[];
}

/** A queue that hides messages, except those that a test names by receipt handle. */
class FakeQueue {
  readonly batches: Batch[] = [];
  refuses: readonly string[] = [];
  /** Messages that the answer does not mention. */
  forgets: readonly string[] = [];
  networkError: Error | undefined;

  readonly pause = createChangeVisibility(
    clientAnswering<Batch>((batch) => {
      this.batches.push(batch);
      if (this.networkError) throw this.networkError;
      const known = batch.Entries.filter(({ ReceiptHandle }) => !this.forgets.includes(ReceiptHandle));
      const [failed, paused] = [true, false].map((isRefused) =>
        known.filter(({ ReceiptHandle }) => this.refuses.includes(ReceiptHandle) === isRefused),
      );
      return {
        body: {
          Successful: paused?.map(({ Id }) => ({ Id })),
          Failed: failed?.map(({ Id }) => ({ Id, Code: 'MessageNotInflight', Message: 'Gone.', SenderFault: true })),
        },
      };
    }),
    queueUrl,
  );
}

const pauses = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ receiptHandle: `r-${n}`, visibilityTimeoutSeconds: 10 + n }));

describe('createChangeVisibility', () => {
  let queue: FakeQueue;

  beforeEach(() => {
    queue = new FakeQueue();
  });

  it('hides ten messages in a call', async () => {
    await queue.pause(pauses(21));

    expect(queue.batches.map(({ Entries }) => Entries.length)).toEqual([10, 10, 1]);
    expect(queue.batches.flatMap(({ Entries }) => Entries.map(({ ReceiptHandle }) => ReceiptHandle))).toEqual(
      pauses(21).map(({ receiptHandle }) => receiptHandle),
    );
  });

  it('says how many were not hidden and why, after trying all', async () => {
    queue.refuses = ['r-3', 'r-11'];

    const error = await queue.pause(pauses(12)).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(VisibilityNotChangedError);
    expect(error).toMatchObject({
      name: 'VisibilityNotChangedError',
      message: `${queueUrl} did not hide 2 of 12 messages (MessageNotInflight: Gone.).`,
    });
    expect(queue.batches).toHaveLength(2);
  });

  it('counts a message that the answer does not mention as not hidden', async () => {
    queue.forgets = ['r-1'];

    await expect(queue.pause(pauses(3))).rejects.toThrow(/did not hide 1 of 3 messages \(NotAnswered/);
  });
});
