import { type Pattern } from '../patterns/pattern';
import { type Condition, rowCost } from './condition';
import { grownTo } from './grow-array';
import { type RowBatch } from './row-batch';

/** Where fewer than one row in so many is looked at, searching all messages of the chunk takes longer. */
const fewRows = 8;

/** `@message like`: the one field that is a text in every event. */
export class MessageCondition implements Condition {
  readonly #isFound: (message: string) => boolean;
  /** A text that every message has in which the pattern is found; empty when there is none. */
  readonly #part: string;
  /** Whether every message with that text is a match. */
  readonly #isPartEnough: boolean;
  readonly #isWanted: boolean;
  /** By row: whether the message has the text. */
  #marks = new Uint8Array(0);

  constructor(pattern: string | Pattern, negated: boolean) {
    const isText = typeof pattern === 'string';
    this.#isFound = isText ? (message) => message.includes(pattern) : (message) => pattern.test(message);
    this.#part = isText ? pattern : longestOf(pattern.requiredTexts);
    this.#isPartEnough = isText;
    this.#isWanted = !negated;
  }

  costIn(): number {
    return rowCost.ofText;
  }

  keep(batch: RowBatch): number {
    const { chunk, rows, count } = batch;
    if (chunk.joined && this.#part !== '' && count * fewRows >= chunk.rowCount) {
      this.#marks = grownTo(this.#marks, chunk.rowCount);
      this.#marks.fill(0);
      chunk.joined.markRowsWith(this.#part, this.#marks);
      return this.#keepByMarks(batch);
    }
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      rows[kept] = row;
      kept += this.#isFound(chunk.messageAt(row)) === this.#isWanted ? 1 : 0;
    }
    return kept;
  }

  #keepByMarks({ chunk, rows, count }: RowBatch): number {
    const marks = this.#marks;
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const isFound = marks[row] === 1 && (this.#isPartEnough || this.#isFound(chunk.messageAt(row)));
      rows[kept] = row;
      kept += isFound === this.#isWanted ? 1 : 0;
    }
    return kept;
  }
}

const longestOf = (texts: readonly string[]): string =>
  texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
