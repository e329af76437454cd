import { VisibilityNotChangedError, createChangeVisibility } from './create-change-visibility';
import { clientAnswering } from './testing/client-answering';

const queueUrl = 'http://127.0.0.1:1/000000000000/jobs';

interface Batch {
  QueueUrl: string;
  Entries: { Id: string; ReceiptHandle: string; VisibilityTimeout: number }[];
}

/** A queue that hides messages, but for those that a test names by their receipt handles. */
class FakeQueue {
  readonly batches: Batch[] = [];
  refuses: readonly string[] = [];
  /** What SQS would drop from its answer. */
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

  it('hides in tens', async () => {
    await queue.pause(pauses(21));

    expect(queue.batches.map(({ Entries }) => Entries.length)).toEqual([10, 10, 1]);
    expect(queue.batches.flatMap(({ Entries }) => Entries.map(({ ReceiptHandle }) => ReceiptHandle))).toEqual(
      pauses(21).map(({ receiptHandle }) => receiptHandle),
    );
  });

  it('says how many were not hidden and why, after it has tried all of them', async () => {
    queue.refuses = ['r-3', 'r-11'];

    const error = await queue.pause(pauses(12)).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(VisibilityNotChangedError);
    expect(error).toMatchObject({
      name: 'VisibilityNotChangedError',
      message: `${queueUrl} did not hide 2 of 12 messages (MessageNotInflight: Gone.).`,
    });
    expect(queue.batches).toHaveLength(2);
  });

  it('takes a message that the answer does not mention for not hidden', async () => {
    queue.forgets = ['r-1'];

    await expect(queue.pause(pauses(3))).rejects.toThrow(/did not hide 1 of 3 messages \(NotAnswered/);
  });
});
