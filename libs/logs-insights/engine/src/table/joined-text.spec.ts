import { utf8ByteCount } from '../values/utf8-byte-count';
import { JoinedText } from './joined-text';

const joined = (...messages: readonly string[]): JoinedText =>
  new JoinedText(messages, Uint32Array.from(messages, utf8ByteCount));

function rowsWith(part: string, text: JoinedText): readonly number[] {
  const marks = new Uint8Array(text.ends.length);
  text.markRowsWith(part, marks);
  return [...marks.keys()].filter((row) => marks[row] === 1);
}

describe('JoinedText', () => {
  it('gives every message back, with any characters in it', () => {
    const messages = ['', 'plain', 'äöü', '', '\0', '中\ud800', 'last'];

    const text = joined(...messages);

    expect(messages.map((_, row) => text.messageAt(row))).toEqual(messages);
  });

  it('keeps its text in ASCII', () => {
    expect(joined('a', 'ä', '中', 'b').text).not.toMatch(/[^\0-\x7f]/);
  });

  it('finds a text wherever it stands in a message, and every message once', () => {
    expect(rowsWith('ab', joined('ab', 'xab', 'ba', 'abab', '', 'äab', 'aäb'))).toEqual([0, 1, 3, 5]);
  });

  it('finds nothing that begins in one message and ends in the next', () => {
    expect(rowsWith('ab', joined('a', 'b', 'a', 'ab'))).toEqual([3]);
    expect(rowsWith('\0', joined('a', 'b', 'c\0', '\0', ''))).toEqual([2, 3]);
    expect(rowsWith('a\0b', joined('a', 'b', 'a\0b', 'a', 'b'))).toEqual([2]);
    expect(rowsWith('aa', joined('xa', 'aa', 'a'))).toEqual([1]);
  });
});
