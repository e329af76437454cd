import { createHash } from 'node:crypto';

import { maxMessageBytes } from '@pulso/contracts/envelope';

import { MessageTooLargeError, MessageUnansweredError, createSendOnce } from './create-send-messages';
import { type Answer, clientAnswering } from './testing/client-answering';

const queueUrl = 'http://127.0.0.1:1/000000000000/jobs';

interface Batch {
  QueueUrl: string;
  Entries: { Id: string; MessageBody: string; DelaySeconds?: number }[];
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const accept = ({ Entries }: Batch): Answer => ({
  body: {
    Successful: Entries.map(({ Id, MessageBody: text }) => ({ Id, MessageId: 'm', MD5OfMessageBody: md5(text) })),
  },
});

const refusal = (statusCode: number, name: string) => (): Answer => ({
  statusCode,
  body: { __type: `com.amazonaws.sqs#${name}`, message: 'No.' },
});

const failure = (code: string) => (): Answer => {
  throw Object.assign(new Error(`${code} 127.0.0.1:1`), { code });
};

describe('createSendOnce', () => {
  let batches: Batch[];
  let answerTo: (batch: Batch) => Answer;

  const send = createSendOnce(
    clientAnswering<Batch>((batch) => {
      batches.push(batch);
      return answerTo(batch);
    }),
    queueUrl,
  );

  beforeEach(() => {
    batches = [];
    answerTo = accept;
  });

  it.each<[string, (batch: Batch) => Answer]>([
    [
      'the queue names it as refused',
      () => ({ body: { Failed: [{ Id: '0', Code: 'InternalError', SenderFault: false }] } }),
    ],
    ['the queue does not exist', refusal(400, 'QueueDoesNotExist')],
    ['there are too many calls', refusal(403, 'RequestThrottled')],
    ['no connection is made', failure('ECONNREFUSED')],
    ['no address is found', failure('ENOTFOUND')],
  ])('says that it was refused when %s', async (_case, answer) => {
    answerTo = answer;

    expect(await send({ body: 1 })).toBe('refused');
    expect(batches).toHaveLength(1);
  });

  it.each<[string, (batch: Batch) => Answer]>([
    ['the connection breaks', failure('ECONNRESET')],
    ['no answer comes', failure('ETIMEDOUT')],
    ['the queue fails', refusal(500, 'InternalFailure')],
    ['the queue is unavailable', refusal(503, 'ServiceUnavailable')],
    ['the queue has another text', () => ({ body: { Successful: [{ Id: '0', MD5OfMessageBody: md5('other') }] } })],
  ])('throws what the client throws, after one request, when %s: it may be in the queue', async (_case, answer) => {
    answerTo = answer;

    await expect(send({ body: 1 })).rejects.toThrow();
    expect(batches).toHaveLength(1);
  });

  it('throws when the answer does not mention the message: it may be in the queue', async () => {
    answerTo = () => ({ body: {} });

    await expect(send({ body: 1 })).rejects.toThrow(MessageUnansweredError);
  });

  it('throws for a message that is too large, before it is sent', async () => {
    await expect(send({ body: 'x'.repeat(maxMessageBytes) })).rejects.toThrow(MessageTooLargeError);
    expect(batches).toEqual([]);
  });
});
