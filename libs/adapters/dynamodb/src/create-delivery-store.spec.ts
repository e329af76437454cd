import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { type Delivery, type DeliveryKey, type DeliveryWrite } from '@pulso/domain/delivery';

import { MalformedItemError } from './items';
import { createDeliveryStore } from './create-delivery-store';

const key: DeliveryKey = { runId: 'daily-usage/manual/a', destinationKey: 'telegram:-1001', part: 0 };
const keyItem = { pk: { S: 'run#daily-usage/manual/a' }, sk: { S: 'telegram:-1001#0' } };

const write = (overrides: Partial<DeliveryWrite> = {}): DeliveryWrite => ({
  delivery: { messageId: 7, deliveredRevision: 3 },
  token: 'new',
  replaces: 'old',
  expiresAtSeconds: 1_800_000_000,
  ...overrides,
});

/** The real client with its network replaced: the handler answers what DynamoDB would put on the wire. */
function storeAnswering(statusCode: number, body: object) {
  const requests: { target: string | undefined; input: Record<string, unknown> }[] = [];
  const client = new DynamoDBClient({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async (request: { body: Uint8Array | string; headers: Record<string, string> }) => {
        const text = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
        requests.push({ target: request.headers['x-amz-target'], input: JSON.parse(text) });
        const bytes = new TextEncoder().encode(JSON.stringify(body));
        const stream = new ReadableStream({
          start: (controller) => {
            controller.enqueue(bytes);
            controller.close();
          },
        });
        const headers = { 'content-type': 'application/x-amz-json-1.0' };
        return { response: { statusCode, headers, body: stream } };
      },
    },
  });
  return { store: createDeliveryStore(client, 'deliveries'), requests };
}

const conditionFailed = (item?: object) =>
  storeAnswering(400, {
    __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
    message: 'The conditional request failed',
    ...(item ? { Item: item } : {}),
  });

describe('read', () => {
  it('reads every field that was written', async () => {
    const delivery: Delivery = {
      lease: {
        id: 'token-7',
        takenAtMs: 1_764_073_500_000,
        untilMs: 1_764_073_658_000,
        messageId: '059f36b4-87a3-44ab-83d2-661975830a7d',
        revision: 7,
        placeholderMessageId: 17,
      },
      sendIntent: true,
      unanswered: { revision: 7, count: 4, runCount: 5, atMs: 1_764_073_500_000, isGivenUp: true },
      waiting: { messageId: '2', revision: 8, placeholderMessageId: 18, untilMs: 1_764_073_700_000 },
      messageId: 9_007_199_254,
      unansweredEdit: { revision: 2, untilMs: 5 },
      isRepeat: true,
      lostMessageId: 17,
      movedToChatId: '-1001234567890',
      deliveredRevision: 0,
      isPreliminary: true,
      fingerprint: '0123456789abcdef01234567',
      pausedUntilMs: 1_764_073_500_001,
      endedReason: 'gone: bot was blocked by the user',
      replacedByRunId: 'daily-usage/chat/9f86-2026-11-25T12:31Z',
    };
    const writing = storeAnswering(200, {});
    await writing.store.write(key, write({ delivery }));

    const { store } = storeAnswering(200, { Item: writing.requests[0]?.input['Item'] });

    expect(await store.read(key)).toEqual({ delivery, token: 'new' });
  });

  it('ignores fields of a newer version', async () => {
    const { store } = storeAnswering(200, { Item: { ...keyItem, token: { S: 't' }, mood: { S: 'sunny' } } });

    expect(await store.read(key)).toEqual({ delivery: {}, token: 't' });
  });

  it('rejects an item of an unknown shape without quoting it', async () => {
    const { store } = storeAnswering(200, { Item: { ...keyItem, token: { S: 't' }, messageId: { S: 'secret' } } });

    const reading = store.read(key);

    await expect(reading).rejects.toThrow(MalformedItemError);
    await expect(reading).rejects.toThrow(/messageId is wrong/);
    await expect(reading).rejects.not.toThrow(/secret/);
  });
});

describe('write', () => {
  it.each([
    ['another process has written', { token: { S: 'other' } }],
    ['the delivery is gone', undefined],
  ])('reports a change if %s', async (_case, item) => {
    expect(await conditionFailed(item).store.write(key, write())).toBe('changed');
  });

  it('recognizes its own write if the answer was lost', async () => {
    expect(await conditionFailed({ ...keyItem, token: { S: 'new' } }).store.write(key, write())).toBe('written');
  });

  it('throws errors that may pass', async () => {
    const { store } = storeAnswering(500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' });

    await expect(store.write(key, write())).rejects.toThrow();
    await expect(store.read(key)).rejects.toThrow();
  });
});
