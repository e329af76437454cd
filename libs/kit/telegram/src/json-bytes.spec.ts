import { jsonBytes } from './json-bytes';

describe('jsonBytes', () => {
  it('counts the bytes of UTF-8, with quotes and escapes', () => {
    expect([jsonBytes('é'), jsonBytes('\u0000'), jsonBytes(['😀']), jsonBytes({})]).toEqual([4, 8, 8, 2]);
  });
});
