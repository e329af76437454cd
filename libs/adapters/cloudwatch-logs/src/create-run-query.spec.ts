import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { dayMs } from '@pulso/kit/time';

import { createReadRetentionDays, createRunQuery as createRunQueryOf } from './create-run-query';

const query = { logGroupNames: ['/a'], queryString: 'stats count(*)', startTimeSeconds: 1, endTimeSeconds: 2 };

/** The real client with its network replaced: the handler answers what CloudWatch Logs would put on the wire. */
function clientAnswering(statusCode: number, body: object): { client: CloudWatchLogsClient; requests: unknown[] } {
  const requests: unknown[] = [];
  const client = new CloudWatchLogsClient({
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async (request: { body: Uint8Array }) => {
        requests.push(JSON.parse(new TextDecoder().decode(request.body)));
        const headers = { 'content-type': 'application/x-amz-json-1.1' };
        const bytes = new TextEncoder().encode(JSON.stringify(body));
        const stream = new ReadableStream({
          start: (controller) => {
            controller.enqueue(bytes);
            controller.close();
          },
        });
        return { response: { statusCode, headers, body: stream } };
      },
    },
  });
  return { client, requests };
}

const createRunQuery = (client: CloudWatchLogsClient, retentionDays?: number) =>
  createRunQueryOf({ client, readRetentionDays: async () => retentionDays, clock: { nowMs: () => dayMs } });

const failing = (name: string, message = 'no') => clientAnswering(400, { __type: name, message });

describe('createRunQuery', () => {
  it('starts a query over all log groups with both ends in seconds', async () => {
    const { client, requests } = clientAnswering(200, { queryId: 'q-1' });

    const outcome = await createRunQuery(client).start(query);

    expect(outcome).toEqual({ status: 'started', insightsQueryId: 'q-1' });
    expect(requests).toEqual([{ logGroupNames: ['/a'], queryString: 'stats count(*)', startTime: 1, endTime: 2 }]);
  });

  it.each(['LimitExceededException', 'ThrottlingException', 'TooManyRequestsException'])(
    'reports %s as throttled',
    async (name) => {
      const { start, poll } = createRunQuery(failing(name).client);

      expect([await start(query), await poll('q-1')]).toEqual([{ status: 'throttled' }, { status: 'throttled' }]);
    },
  );

  it.each([
    ['MalformedQueryException', 'malformed-query'],
    ['ResourceNotFoundException', 'log-group-missing'],
    ['InvalidParameterException', 'invalid-parameter'],
    ['AccessDeniedException', 'access-denied'],
  ])('reports %s as a permanent refusal: %s', async (name, code) => {
    const outcome = await createRunQuery(failing(name).client).start(query);

    expect(outcome).toMatchObject({ status: 'refused', reason: { code } });
  });

  it('recognizes the exception for a range that is older than the logs, by the text that programs quote', async () => {
    const message =
      "Query's end date and time is either before the log groups creation time or exceeds the log groups log retention " +
      'settings ([0,79])';

    const outcome = await createRunQuery(failing('MalformedQueryException', message).client).start(query);

    expect(outcome).toEqual({
      status: 'refused',
      reason: { code: 'not-kept', message: 'The logs do not go back that far.' },
    });
  });

  it("starts no query whose window begins before the log group's retention", async () => {
    const { client, requests } = clientAnswering(200, { queryId: 'q-1' });
    const { start } = createRunQuery(client, 1);

    expect(await start({ ...query, startTimeSeconds: -1 })).toMatchObject({
      status: 'refused',
      reason: { code: 'not-kept' },
    });
    expect(requests).toEqual([]);
    expect(await start({ ...query, startTimeSeconds: 0 })).toMatchObject({ status: 'started' });
  });

  it("cuts AWS's message about a query at 300 characters", async () => {
    const outcome = await createRunQuery(failing('MalformedQueryException', 'x'.repeat(1_000)).client).start(query);

    const { message } = outcome.status === 'refused' ? outcome.reason : { message: '' };
    expect(message.replace(/^[^x]*/, '')).toHaveLength(300);
  });

  it('does not show account or role names of AWS in a reason', async () => {
    const { client } = failing('AccessDeniedException', 'User: arn:aws:sts::123456789012:assumed-role/x is not');

    expect(JSON.stringify(await createRunQuery(client).start(query))).not.toContain('123456789012');
  });

  it('says that reading results is denied, without account or role names', async () => {
    const { client } = failing('AccessDeniedException', 'User: arn:aws:sts::123456789012:assumed-role/x is not');

    const outcome = await createRunQuery(client).poll('q-1');

    expect(outcome).toMatchObject({ status: 'refused', reason: { code: 'access-denied' } });
    expect(JSON.stringify(outcome)).toContain('logs:GetQueryResults');
    expect(JSON.stringify(outcome)).not.toContain('123456789012');
  });

  it('throws errors that may pass', async () => {
    const { start, poll } = createRunQuery(clientAnswering(503, { __type: 'ServiceUnavailableException' }).client);

    await expect(start(query)).rejects.toThrow();
    await expect(poll('q-1')).rejects.toThrow();
  });

  it('ignores the rows of a running query', async () => {
    const { client } = clientAnswering(200, { status: 'Running', results: [[{ field: 'n', value: '1' }]] });

    expect(await createRunQuery(client).poll('q-1')).toEqual({ status: 'running' });
  });

  it.each(['InvalidParameterException', 'ResourceNotFoundException'])(
    'reports a query that AWS no longer knows as ended: %s',
    async (name) => {
      expect(await createRunQuery(failing(name).client).poll('q-1')).toEqual({
        status: 'ended',
        insightsStatus: 'NotFound',
      });
    },
  );
});

describe('createReadRetentionDays', () => {
  it('asks once in five minutes, and again after a failure', async () => {
    let nowMs = 0;
    const { client, requests } = clientAnswering(200, { logGroups: [{ logGroupName: '/a', retentionInDays: 7 }] });
    const failingClient = failing('ThrottlingException');
    const read = createReadRetentionDays(client, { nowMs: () => nowMs });
    const readInVain = createReadRetentionDays(failingClient.client, { nowMs: () => nowMs });

    expect(await Promise.all([read('/a'), read('/a')])).toEqual([7, 7]);
    nowMs = 5 * 60_000;
    await read('/a');
    await expect(readInVain('/a')).rejects.toThrow();
    await expect(readInVain('/a')).rejects.toThrow();

    expect(requests).toEqual([1, 2].map(() => ({ logGroupNamePrefix: '/a', limit: 1 })));
    expect(failingClient.requests).toHaveLength(2);
  });
});
