import { type HandlerHarness, startHandler } from './start-handler';

const { AWS_ENDPOINT_URL } = process.env;

describe('startHandler', () => {
  let harness: HandlerHarness<{ call: (operation: string) => Promise<string> }>;

  beforeEach(async () => {
    harness = await startHandler(
      () => {
        const url = String(process.env['SERVICE_URL']);
        return {
          call: async (operation: string) => {
            const headers = { 'x-amz-target': `Service_1.${operation}` };
            const response = await fetch(url, { method: 'POST', headers, body: '{}' });
            return `${response.status} ${await response.text()}`;
          },
        };
      },
      (url) => ({ SERVICE_URL: url }),
      (operation) => (operation === 'PutItem' ? { statusCode: 400, body: { message: 'no table' } } : undefined),
    );
  });

  afterEach(() => harness.stop());

  it('answers what it is told to answer, and keeps the operation', async () => {
    const { answer } = await harness.waitFor(() => harness.module.call('PutItem'));

    expect(answer).toBe('400 {"message":"no table"}');
    expect(harness.operations).toEqual(['PutItem']);
  });

  it('never answers anything else: at the limit the call fails', async () => {
    const { answer, waitedMs } = await harness.waitFor(() => harness.module.call('GetItem').catch(() => 'failed'), 500);

    expect([answer, waitedMs]).toEqual(['failed', 500]);
    expect(harness.operations).toEqual(['GetItem']);
  });

  it('tells how long an invocation took on its clock, without taking as long', async () => {
    const { waitedMs } = await harness.waitFor(() => new Promise((resolve) => setTimeout(resolve, 12_000)));

    expect(waitedMs).toBe(12_000);
  });

  it('leaves the environment as it was', async () => {
    expect(process.env['AWS_ENDPOINT_URL']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    await harness.stop();

    expect(process.env['AWS_ENDPOINT_URL']).toBe(AWS_ENDPOINT_URL);
  });
});
