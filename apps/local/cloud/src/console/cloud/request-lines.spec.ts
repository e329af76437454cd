import { requestLines } from './request-lines';

const line = (logStream: string, content: object | string, timestamp = 1) => ({
  ...{ logStream, timestamp },
  message: typeof content === 'string' ? content : JSON.stringify(content),
});
const platform = (type: string, requestId: string) => ({ type: `platform.${type}`, record: { requestId } });

describe('requestLines', () => {
  it('finds the request of lines that name none by what their environment works on', () => {
    const lines = requestLines([
      line('a', 'starting up'),
      line('a', platform('start', 'one')),
      line('b', platform('start', 'two')),
      line('a', { level: 'INFO', requestId: 'one' }),
      line('a', 'no JSON'),
      line('b', { _aws: {} }),
      line('a', platform('report', 'one')),
      line('a', 'ends'),
    ]);

    expect(lines.map(({ requestId }) => requestId)).toEqual([
      undefined,
      'one',
      'two',
      'one',
      'one',
      'two',
      'one',
      undefined,
    ]);
  });

  it.each(['null', '1', '"x"', '[]', '{"record":null,"requestId":5}'])('takes the line %s as it is', (message) => {
    expect(requestLines([line('a', message)])).toEqual([{ atMs: 1, message }]);
  });
});
