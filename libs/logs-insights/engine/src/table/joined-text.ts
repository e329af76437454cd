/**
 * Messages in one text, one after the other. A search runs through it from end to end, where as many strings of their own
 * lie wherever the heap had room.
 *
 * Messages with other characters than those of ASCII are kept beside it: one of them would double the size of the text. So
 * are those of extreme length.
 */
export class JoinedText {
  /** ASCII. After each message comes a character that is part of none of JSON's tokens. */
  readonly text: string;
  /** By row: where its message ends, exclusively. It starts one after the end of the message before. */
  readonly ends: Uint32Array;
  /** By row. */
  readonly others: ReadonlyMap<number, string>;

  /** @param byteCounts - By row: how many bytes the message has in UTF-8. */
  constructor(messages: readonly string[], byteCounts: Uint32Array) {
    const ends = new Uint32Array(messages.length);
    const others = new Map<number, string>();
    let text = '';
    for (const [row, message] of messages.entries()) {
      if (byteCounts[row] === message.length && message.length <= maxLength) text += message;
      else others.set(row, message);
      ends[row] = text.length;
      text += separator;
    }
    this.text = flattened(text);
    this.ends = ends;
    this.others = others;
  }

  messageAt(row: number): string {
    return this.others.get(row) ?? this.text.slice(this.startOf(row), this.ends[row]);
  }

  startOf(row: number): number {
    return row === 0 ? 0 : (this.ends[row - 1] ?? 0) + 1;
  }

  /** Sets the mark of every row whose message contains a text, which is not empty. */
  markRowsWith(part: string, marks: Uint8Array): void {
    const { text, ends } = this;
    let row = 0;
    for (let found = text.indexOf(part); found >= 0;) {
      while ((ends[row] ?? Infinity) <= found) row += 1;
      const end = ends[row] ?? 0;
      // What is not in one message as a whole has to do with what stands between them.
      const isWithin = found >= this.startOf(row) && found + part.length <= end;
      if (isWithin) marks[row] = 1;
      found = text.indexOf(part, isWithin ? end : found + 1);
    }
    for (const [other, message] of this.others) if (message.includes(part)) marks[other] = 1;
  }
}

const separator = '\0';

/** Longer messages gain nothing, and all together could exceed what a string can hold; UTF-16 units. */
const maxLength = 16 * 1024 * 1024;

/**
 * V8 keeps a text that was put together from many as a tree of its parts until one of its characters is read.
 *
 * @param text - Ends with the separator, which is looked at for no other reason.
 */
const flattened = (text: string): string => (text.charCodeAt(text.length - 1) === 0 ? text : '');
