import { type Shape, detectShape } from './detect-shape';

describe('detectShape', () => {
  it.each<[Shape, string]>([
    ['export', '{"timestamp":1795608000500,"message":"m"}\n'],
    ['export', '{"message":"m","timestamp":1795608000500,"eventId":"1"}'],
    ['export', '{"@timestamp":"2026-11-25 12:00:00.000","@message":"m"}'],
    ['export', `{"timestamp":1795608000500,"message":"${'a'.repeat(100)}`],
    ['export', '{"timestamp":1,"message":"{\\"events\\":[]}"}'],
    ['document', '{\n    "events": [\n'],
    ['document', '{"searchedLogStreams":[],"events":[{"timestamp"'],
    ['document', '{"messageType":"DATA_MESSAGE","logEvents":[]}'],
    ['document', '{\n    "queryLanguage": "CWLI",\n    "results": [\n'],
    ['document', '{"results":[[{"field":"n","value":"1"}]],"statistics":{}}'],
    ['json', '{"results":[1],"user":"anna"}\n'],
    ['document', '[\n  {'],
    ['document', '[]'],
    ['document', '{\n  "timestamp": 1,\n'],
    ['json', '{"timestamp":"2026-11-25T12:00:00Z","level":"INFO","message":"m"}\n'],
    ['json', '{"timestamp":1795608000500,"level":"INFO","message":"m"}\n'],
    ['json', '{"timestamp":"2026-11-25T12:00:00Z","message":"m"}\n'],
    ['json', '{"a":1}\nnonsense'],
    ['json', `{"level":"${'a'.repeat(100)}`],
    ['tail', '2026-11-25T12:00:00.000001+00:00 stream m'],
    ['tail', '2026-11-25T12:00:00+00:00 stream m'],
    ['tail', '2026-11-25T12:00:00 m'],
    ['text', '2026-11-25T12:00:00.000Z\tid\tINFO\tm'],
    ['text', '2026-11-25T12:00:00.000Z m'],
    ['text', '2026-11-25 12:00:00 m'],
    ['text', '[ERROR] m'],
    ['text', '[2026-11-25T12:00:00Z] m'],
    ['text', '{\n  "pretty": "printed"\n}'],
    ['text', 'START RequestId: 1'],
    ['text', '"a string"'],
    ['text', ''],
  ])('finds %s in %j', (shape, head) => {
    expect(detectShape(head)).toBe(shape);
  });
});
