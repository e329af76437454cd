import { createHash } from 'node:crypto';
import timers from 'node:timers/promises';

import { maxMessageBytes } from '@pulso/contracts/envelope';

import {
  MessageTooLargeError,
  MessagesRefusedError,
  type OutgoingMessage,
  createSendMessages,
} from './create-send-messages';
import { clientAnswering } from './testing/client-answering';

const queueUrl = 'http://127.0.0.1:1/000000000000/jobs';

interface Entry {
  Id: string;
  MessageBody: string;
  DelaySeconds?: number;
}
interface Batch {
  QueueUrl: string;
  Entries: Entry[];
}

/** The real client with its network replaced by a queue that refuses messages as `refuses` says for each call. */
class FakeQueue {
  readonly batches: Batch[] = [];
  readonly pauses: number[] = [];
  refuses: (entry: Entry, call: number) => boolean = () => false;
  /** Entries that the answer neither accepts nor refuses. */
  forgets: (entry: Entry, call: number) => boolean = () => false;
  reasonOf: (entry: Entry) => string = () => 'Try again.';
  statusCode = 200;

  private readonly client = clientAnswering<Batch>((batch) => {
    this.batches.push(batch);
    return { statusCode: this.statusCode, body: this.answer(batch) };
  });

  private answer({ Entries }: Batch): object {
    if (this.statusCode !== 200) return { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'No such queue.' };
    const call = this.batches.length;
    const known = Entries.filter((entry) => !this.forgets(entry, call));
    const Failed = known
      .filter((entry) => this.refuses(entry, call))
      .map((entry) => ({ Id: entry.Id, Code: 'InternalError', Message: this.reasonOf(entry), SenderFault: false }));
    const Successful = known
      .filter((entry) => !this.refuses(entry, call))
      .map(({ Id, MessageBody }) => ({ Id, MessageId: `m-${Id}`, MD5OfMessageBody: md5(MessageBody) }));
    return { Successful, Failed };
  }

  send(messages: readonly OutgoingMessage[]): Promise<void> {
    return createSendMessages(this.client, queueUrl, async (resendCount) => {
      this.pauses.push(resendCount);
    })(messages);
  }

  /** Sends with the pauses of a service. */
  sendPausing(messages: readonly OutgoingMessage[]): Promise<void> {
    return createSendMessages(this.client, queueUrl)(messages);
  }

  get idsPerCall(): string[] {
    return this.batches.map(({ Entries }) => Entries.map(({ Id }) => Id).join(','));
  }
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const numbered = (count: number): OutgoingMessage[] => Array.from({ length: count }, (_, n) => ({ body: { n } }));

describe('createSendMessages', () => {
  let queue: FakeQueue;

  afterEach(() => {
    jest.restoreAllMocks();
  });

  beforeEach(() => {
    queue = new FakeQueue();
  });

  it('sends bodies as JSON with their delays', async () => {
    await queue.send([{ body: { a: 1 } }, { body: 'text', delaySeconds: 0 }, { body: null, delaySeconds: 900 }]);

    expect(queue.batches).toEqual([
      {
        QueueUrl: queueUrl,
        Entries: [
          { Id: '0', MessageBody: '{"a":1}' },
          { Id: '1', MessageBody: '"text"', DelaySeconds: 0 },
          { Id: '2', MessageBody: 'null', DelaySeconds: 900 },
        ],
      },
    ]);
  });

  it('keeps a batch within 1 MiB, counting bytes and not characters', async () => {
    const body = 'ü'.repeat(200_000);

    await queue.send([{ body }, { body }, { body }, { body }, { body }]);

    expect(queue.idsPerCall).toEqual(['0,1', '2,3', '4']);
  });

  it('sends a message of exactly 1 MiB and refuses one byte more before anything is sent', async () => {
    await queue.send([{ body: 'x'.repeat(maxMessageBytes - 2) }]);

    const sending = queue.send([{ body: 1 }, { body: 'x'.repeat(maxMessageBytes - 1) }]);
    await expect(sending).rejects.toThrow(MessageTooLargeError);
    await expect(sending).rejects.toThrow(`Message 1 has ${maxMessageBytes + 1} bytes, more than the 1048576 that`);
    expect(queue.batches).toHaveLength(1);
  });

  it('sends only refused messages again', async () => {
    queue.refuses = ({ Id }, call) => call === 1 && ['1', '3'].includes(Id);

    await queue.send(numbered(5));

    expect(queue.idsPerCall).toEqual(['0,1,2,3,4', '1,3']);
    expect(queue.pauses).toEqual([0]);
  });

  it('pauses for up to 200 ms, then for up to 400 ms, before it sends again', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.9999);
    const pausing = jest.spyOn(timers, 'setTimeout').mockResolvedValue(undefined);
    queue.refuses = () => true;

    await expect(queue.sendPausing(numbered(1))).rejects.toThrow(MessagesRefusedError);

    expect(pausing.mock.calls).toEqual([[199], [399]]);
  });

  it('counts a message that the answer does not mention as refused', async () => {
    queue.forgets = ({ Id }, call) => call === 1 && Id === '2';

    await queue.send(numbered(3));

    expect(queue.idsPerCall).toEqual(['0,1,2', '2']);
  });

  it('gives up after two repetitions and says how many were refused and why', async () => {
    queue.refuses = ({ Id }) => Id === '1' || Id === '11';

    const error = await queue.send(numbered(12)).catch((thrown: unknown) => thrown);

    expect(queue.idsPerCall).toEqual(['0,1,2,3,4,5,6,7,8,9', '10,11', '1,11', '1,11']);
    expect(error).toBeInstanceOf(MessagesRefusedError);
    expect(error).toMatchObject({
      name: 'MessagesRefusedError',
      message: `${queueUrl} refused 2 of 12 messages (InternalError: Try again.).`,
    });
  });

  it('gives a reason for each refused message', async () => {
    queue.refuses = () => true;
    queue.reasonOf = ({ Id }) => `No room for ${Id}.`;

    const error = await queue.send(numbered(2)).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      message: expect.stringContaining('(InternalError: No room for 0.; InternalError: No room for 1.)'),
    });
  });

  it.each([[undefined], [() => 1], [Symbol('s')]])('refuses a body without JSON text', async (body) => {
    await expect(queue.send([{ body }])).rejects.toThrow(TypeError);
    expect(queue.batches).toEqual([]);
  });

  it('escapes characters that XML 1.0 lacks, so that the reader gets the same text', async () => {
    const body = { hostile: '\u0000\u0008\u000b\u001f\ufffe\uffff\ud800 \udfff', fine: '\t\n\r é 😀 \u007f' };

    await queue.send([{ body }]);

    const sent = queue.batches[0]?.Entries[0]?.MessageBody ?? '';
    expect(sent).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
    expect(sent).toContain('😀');
    expect(JSON.parse(sent)).toEqual(body);
  });
});
