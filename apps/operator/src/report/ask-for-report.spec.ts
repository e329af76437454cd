import { LambdaClient } from '@aws-sdk/client-lambda';
import { readRunRequest } from '@pulso/contracts/run-requests';
import { NotReadyError } from '../aws';

import { type ReportOptions, askForReport, describeLoss } from './report';

const nowMs = Date.parse('2026-11-27T16:00:30Z');

const options: ReportOptions = {
  reportId: 'daily-usage',
  windowEndMs: Date.parse('2026-11-26T12:25Z'),
  windowHours: 24,
  stage: 'prod',
  isAgain: false,
  isCsv: false,
  envFile: undefined,
};

/** A client that answers so, and what it was asked. */
function clientAnswering(status: number, body: object) {
  const invocations: { path: string; type: string | undefined; payload: unknown }[] = [];
  const lambda = new LambdaClient({
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async (request: { path: string; headers: Record<string, string>; body: string | Uint8Array }) => {
        const text = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body);
        const type = request.headers['x-amz-invocation-type'];
        invocations.push({ path: request.path, type, payload: JSON.parse(text) });
        const bytes = new TextEncoder().encode(JSON.stringify(body));
        const stream = new ReadableStream({
          start: (controller) => {
            controller.enqueue(bytes);
            controller.close();
          },
        });
        return { response: { statusCode: status, headers: { 'content-type': 'application/json' }, body: stream } };
      },
    },
  });
  return { lambda, invocations };
}

describe('askForReport', () => {
  it("asks the stage's dispatcher for the window, without waiting for its run", async () => {
    const { lambda, invocations } = clientAnswering(202, {});

    const runId = await askForReport(options, { lambda, nowMs });

    expect(runId).toBe('daily-usage/manual/2026-11-26T12:25:00.000Z');
    expect(invocations).toMatchObject([
      { path: expect.stringContaining('/functions/pulso-prod-dispatcher/invocations'), type: 'Event' },
    ]);
    expect(readRunRequest(invocations[0]?.payload)).toEqual({
      schemaVersion: 1,
      reportId: 'daily-usage',
      trigger: {
        type: 'manual',
        requestId: '2026-11-26T12:25:00.000Z',
        requestedAtMs: nowMs,
        windowEnd: '2026-11-26T12:25:00.000Z',
      },
    });
  });

  it('names the same run when it is repeated, and another one for another window or again', async () => {
    const { lambda } = clientAnswering(202, {});
    const ask = (overrides: Partial<ReportOptions> = {}, atMs = nowMs) =>
      askForReport({ ...options, ...overrides }, { lambda, nowMs: atMs });

    const first = await ask();

    expect(await ask({}, nowMs + 1)).toBe(first);
    expect(await ask({ windowEndMs: options.windowEndMs - 60_000 })).not.toBe(first);
    expect(await ask({ isAgain: true })).not.toBe(first);
    expect(await ask({ isAgain: true }, nowMs + 1)).not.toBe(await ask({ isAgain: true }));
  });

  it('says that the dispatcher is not deployed', async () => {
    const { lambda } = clientAnswering(404, { __type: 'ResourceNotFoundException', message: 'Function not found' });

    const asking = askForReport(options, { lambda, nowMs });

    await expect(asking).rejects.toThrow(NotReadyError);
    await expect(asking).rejects.toThrow(/no function pulso-prod-dispatcher .* another AWS_REGION/);
  });
});

describe('describeLoss', () => {
  it.each([
    ['2026-11-18T00:00Z', undefined],
    ['2026-11-17T23:59Z', 'logs are kept 10 days: some of this window are gone'],
    ['2026-11-17T00:00Z', 'logs are kept 10 days: those of this window are gone'],
  ])('says of a window up to %s: %s', (end, expected) => {
    const window = { windowEndMs: Date.parse(end), windowHours: 24 };

    expect(describeLoss(window, 10, Date.parse('2026-11-27T00:00Z'))).toBe(expected);
  });
});
