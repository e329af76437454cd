import { messageIdsOf } from './message-ids';

describe('messageIdsOf', () => {
  it('tells which run and question a message is about, and nothing else of it', () => {
    const body = JSON.stringify({ type: 'query-finished', runId: 'r', queryId: 'q', outcome: { status: 'failed' } });

    expect(messageIdsOf(body)).toEqual({ type: 'query-finished', runId: 'r', queryId: 'q' });
  });

  it.each([['no JSON'], ['null'], ['"runId"'], ['[]'], ['{"runId":7}'], ['{"content":{"runId":"r"}}']])(
    'finds nothing in %s',
    (body) => {
      expect(messageIdsOf(body)).toEqual({});
    },
  );

  it('bounds an id that is none', () => {
    expect(messageIdsOf(JSON.stringify({ runId: 'x'.repeat(10_000) }))).toEqual({ runId: 'x'.repeat(200) });
  });
});
