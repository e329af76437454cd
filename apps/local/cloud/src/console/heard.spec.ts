import { Heard } from './heard';

const logGroupName = '/aws/lambda/pulso-local-bot';
const functionName = 'pulso-local-bot';

const start = (heard: Heard, requestId: string, payload: object = {}): void =>
  heard.onInvocationStart({ functionName, requestId, startedAtMs: 0, payload: JSON.stringify(payload) });

const log = (heard: Heard, fields: object | string, logStream = 'a'): void => {
  const message = typeof fields === 'string' ? fields : JSON.stringify(fields);
  heard.onLog({ timestamp: 1, message, logGroupName, logStream, ingestionTime: 1 });
};

describe('Heard', () => {
  it('keeps the lines of an invocation, also those that name none, by the stream of its environment', () => {
    const heard = new Heard((_service, text) => text);
    for (const [requestId, stream] of [
      ['one', 'a'],
      ['two', 'b'],
    ] as const) {
      start(heard, requestId);
      log(heard, { type: 'platform.start', record: { requestId } }, stream);
    }

    log(heard, { update_id: 7 }, 'a');
    log(heard, 'printed by a library', 'b');
    log(heard, { requestId: 'unknown' }, 'b');

    const messagesOf = (id: string) => heard.attemptsOf(id).map(({ lines }) => lines.map(({ message }) => message));
    expect(messagesOf('one')).toEqual([[expect.stringContaining('platform.start'), '{"update_id":7}']]);
    expect(messagesOf('two')).toEqual([[expect.stringContaining('platform.start'), 'printed by a library']]);
  });

  it('tells two attempts at one event apart', () => {
    const heard = new Heard((_service, text) => text);
    for (const status of ['error', 'success'] as const) {
      start(heard, 'request');
      log(heard, { requestId: 'request', runId: 'r', status });
      heard.onInvocationEnd({ requestId: 'request', status, startedAtMs: 0, durationMs: 1 });
    }

    expect(heard.attemptsOf('request').map(({ id, status, lines }) => [id, status, lines.length])).toEqual([
      ['request.1', 'error', 1],
      ['request.2', 'success', 1],
    ]);
  });

  it('keeps the latest thousand runs', () => {
    const heard = new Heard((_service, text) => text);
    start(heard, 'request');

    for (let count = 0; count <= 1_000; count += 1) log(heard, { requestId: 'request', runId: `run ${count}` });

    expect(heard.runs.size).toBe(1_000);
    expect(heard.runs.has('run 0')).toBe(false);
  });

  it('shows places in the source', () => {
    const heard = new Heard((service, text) => text.replace('handler.js:1:1', `${service}.ts:3:9`));

    expect(heard.show(functionName, { timestamp: 1, message: 'at a (handler.js:1:1)' }).message).toBe(
      'at a (bot.ts:3:9)',
    );
  });
});
