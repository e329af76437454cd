import { QueryLimitError } from '../errors';

/** More than any event can mean: one of 1 MB holds a list of 500,000 at most, but lists of lists multiply. */
const maxRowsOfOne = 100_000;

/** What a stage can hold in memory that has no limit by which to drop rows. */
const maxKeptRows = 1_000_000;

/** Counts the rows that `unnest`, `expand` and `parse ... multi` make, so that no event can take all memory. */
export class RowBudget {
  readonly #keepsRows: boolean;
  #rowsOfOne = 0;
  #keptRows = 0;

  /** @param keepsRows - Whether the stage keeps all rows that are made, rather than taking them in one by one. */
  constructor(keepsRows: boolean) {
    this.#keepsRows = keepsRows;
  }

  /** How many rows may still be made of the event. */
  get left(): number {
    return maxRowsOfOne - this.#rowsOfOne;
  }

  /** Starts on the rows of another event, or of another row of the stage before. */
  restart(): void {
    this.#rowsOfOne = 0;
  }

  /**
   * Counts rows before they are made.
   *
   * @param command - For the message.
   * @throws {QueryLimitError} They are too many. Not retryable with the same events.
   */
  take(rowCount: number, command: string): void {
    if (rowCount > this.left) throw tooMany(command, maxRowsOfOne, 'of one event; filter such events out before it');
    this.#rowsOfOne += rowCount;
    if (!this.#keepsRows) return;
    this.#keptRows += rowCount;
    if (this.#keptRows > maxKeptRows)
      throw tooMany(command, maxKeptRows, 'and all are kept; filter or limit them first');
  }

  /** @returns What to throw for an event in which a pattern matches too often. */
  tooManyMatches(command: string): QueryLimitError {
    return tooMany(
      command,
      maxRowsOfOne,
      'of one event, or fewer of a very long one; filter such events out before it',
    );
  }
}

function tooMany(command: string, rowCount: number, rest: string): QueryLimitError {
  const message = `'${command}' makes more than ${rowCount.toLocaleString('en-US')} rows ${rest}`;
  return new QueryLimitError(message, { command, rowCount });
}
