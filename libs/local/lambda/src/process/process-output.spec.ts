import { createLineSplitter } from './line-splitter';
import { createFrameReader } from './telemetry-frames';

const frame = (message: string, type = 0xa55a000f): Buffer => {
  const body = Buffer.from(message);
  const header = Buffer.alloc(16);
  header.writeUInt32BE(type, 0);
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
};

describe('createFrameReader', () => {
  it('gives one message per frame, however the bytes are cut', () => {
    const bytes = Buffer.concat([frame('one\ntwo\n'), frame('{"a":"ä"}', 0xa55a000e), frame('')]);

    for (let size = 1; size < bytes.length; size += 1) {
      const messages: string[] = [];
      const read = createFrameReader((message) => messages.push(message));
      for (let start = 0; start < bytes.length; start += size) read(bytes.subarray(start, start + size));

      expect(messages).toEqual(['one\ntwo', '{"a":"ä"}', '']);
    }
  });

  it('hands bytes that are no frame over as they are', () => {
    const messages: string[] = [];
    const read = createFrameReader((message) => messages.push(message));

    read(Buffer.from('written by a handler itself'));
    read(frame('after'));

    expect(messages).toEqual(['written by a handler itself', 'after']);
  });
});

describe('createLineSplitter', () => {
  const split = (...chunks: (Buffer | string)[]) => {
    const lines: string[] = [];
    const splitter = createLineSplitter((line) => lines.push(line));
    for (const chunk of chunks) splitter.write(Buffer.from(chunk as string));
    splitter.flush();
    return lines;
  };

  it('puts lines and characters together that arrive in pieces', () => {
    const umlaut = Buffer.from('ä');

    expect(split('a', 'b\nc\r\n\n', umlaut.subarray(0, 1), umlaut.subarray(1), '\nrest')).toEqual([
      'ab',
      'c',
      'ä',
      'rest',
    ]);
  });

  it('cuts a line that no log event can hold', () => {
    expect(split('x'.repeat(2_500_000)).map(({ length }) => length)).toEqual([1_048_576, 1_048_576, 402_848]);
  });
});
