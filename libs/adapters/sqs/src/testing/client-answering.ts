import { SQSClient } from '@aws-sdk/client-sqs';

export interface Answer {
  readonly statusCode?: number;
  readonly body: object;
}

/**
 * The real client with its network replaced.
 *
 * @param answerTo - Receives the input of a call, as sent. What it throws is the network's failure.
 */
export const clientAnswering = <Input>(answerTo: (input: Input) => Answer): SQSClient =>
  new SQSClient({
    region: 'eu-central-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async ({ body }: { body: Uint8Array | string }) => {
        const input: Input = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
        const { statusCode = 200, body: answer } = answerTo(input);
        const bytes = new TextEncoder().encode(JSON.stringify(answer));
        const stream = new ReadableStream({
          start: (controller) => {
            controller.enqueue(bytes);
            controller.close();
          },
        });
        return { response: { statusCode, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: stream } };
      },
    },
  });
