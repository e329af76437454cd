import { createHandler, createServiceLog, readConfig } from './index';

describe('createServiceLog', () => {
  let written: jest.SpyInstance;

  beforeEach(() => {
    written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  });

  afterEach(() => {
    written.mockRestore();
    delete process.env['_X_AMZN_TRACE_ID'];
  });

  const lines = (): Record<string, unknown>[] => written.mock.calls.map(([line]) => JSON.parse(String(line)));

  it('names service, request and trace in each line, even after a wait beside another invocation', async () => {
    const log = createServiceLog('notifier');
    process.env['_X_AMZN_TRACE_ID'] = 'Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=0';
    const handler = createHandler(async (event: string) => {
      await new Promise(setImmediate);
      log.info('done', { event_: event });
    });

    await Promise.all([handler('a', { awsRequestId: 'r-1' }), handler('b', { awsRequestId: 'r-2' })]);

    const traced = { service: 'notifier', traceId: '1-67891233-abcdef012345678912345678' };
    expect(lines()).toMatchObject([
      { ...traced, event_: 'a', requestId: 'r-1' },
      { ...traced, event_: 'b', requestId: 'r-2' },
    ]);
  });

  it('names only the service before the first invocation', () => {
    createServiceLog('bot').info('loaded');

    const [line] = lines();
    expect(Object.keys(line ?? {})).toEqual(['timestamp', 'level', 'event', 'service']);
  });
});

describe('readConfig', () => {
  it('passes the environment to the parser', () => {
    expect(readConfig((environment) => environment['PATH'], createServiceLog('bot'))).toBe(process.env['PATH']);
  });

  it('logs in one line why a service does not start, and lets the start fail', () => {
    const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    const start = () =>
      readConfig(() => {
        throw new RangeError('BOT_ID is missing. Set it in its stack.');
      }, createServiceLog('bot'));

    expect(start).toThrow(RangeError);
    expect(written.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
      {
        level: 'ERROR',
        event: 'start-failed',
        service: 'bot',
        errorMessage: 'BOT_ID is missing. Set it in its stack.',
      },
    ]);
    written.mockRestore();
  });
});
