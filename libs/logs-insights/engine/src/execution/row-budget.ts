import { QueryLimitError } from '../errors';

/** More than any event can mean: one of 1 MB holds a list of 500,000 at most, but lists of lists multiply. */
const maxRowsOfOne = 100_000;

/** The most rows in memory for a stage that has no limit to drop rows by. */
const maxKeptRows = 1_000_000;

/** Counts the rows that `unnest` makes, so that no event can take all memory. */
export class RowBudget {
  readonly #keepsRows: boolean;
  #rowsOfOne = 0;
  #keptRows = 0;

  /** @param keepsRows - Whether the stage keeps all rows that are made, rather than taking them in one by one. */
  constructor(keepsRows: boolean) {
    this.#keepsRows = keepsRows;
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
    this.#rowsOfOne += rowCount;
    if (this.#rowsOfOne > maxRowsOfOne) {
      throw tooMany(command, maxRowsOfOne, 'of one event; filter such events out before it');
    }
    if (!this.#keepsRows) return;
    this.#keptRows += rowCount;
    if (this.#keptRows > maxKeptRows)
      throw tooMany(command, maxKeptRows, 'and all are kept; filter or limit them first');
  }
}

function tooMany(command: string, rowCount: number, rest: string): QueryLimitError {
  const message = `'${command}' makes more than ${rowCount.toLocaleString('en-US')} rows ${rest}`;
  return new QueryLimitError(message, { command, rowCount });
}
