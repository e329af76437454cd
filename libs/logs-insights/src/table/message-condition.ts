import { type Pattern } from '../patterns/pattern';
import { type Condition, rowCost } from './condition';
import { type RowBatch } from './row-batch';

/** `@message like`: the one field that is a text in every event. */
export class MessageCondition implements Condition {
  readonly #isFound: (message: string) => boolean;
  readonly #negated: boolean;

  constructor(pattern: string | Pattern, negated: boolean) {
    this.#isFound =
      typeof pattern === 'string' ? (message) => message.includes(pattern) : (message) => pattern.test(message);
    this.#negated = negated;
  }

  costIn(): number {
    return rowCost.ofText;
  }

  keep({ chunk: { messages }, rows, count }: RowBatch): number {
    const isWanted = !this.#negated;
    let kept = 0;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      rows[kept] = row;
      kept += this.#isFound(messages[row] ?? '') === isWanted ? 1 : 0;
    }
    return kept;
  }
}
