/**
 * Where in a query something stands, as `queryCompileError.location` counts it.
 *
 * Offsets count UTF-16 units from 0 and both ends belong to it; that the end is inclusive is unverified. What is missing
 * at the end of a query stands one past its last character.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_QueryCompileErrorLocation.html
 */
export interface QueryLocation {
  readonly startCharOffset: number;
  readonly endCharOffset: number;
}

/** What is said about a query, and where: a `MalformedQueryError`, a warning, or what `checkQuery` finds. */
export interface PlacedMessage {
  readonly message: string;
  readonly location: QueryLocation;
}

/** @returns The location from the start of `first` to the end of `last`. */
export const spanning = (first: QueryLocation, last: QueryLocation): QueryLocation => ({
  startCharOffset: first.startCharOffset,
  endCharOffset: last.endCharOffset,
});

/** @returns For example `line 2, column 7`, both counted from 1. */
export function lineAndColumn(text: string, { startCharOffset }: QueryLocation): string {
  const before = text.slice(0, startCharOffset);
  return `line ${before.split('\n').length}, column ${startCharOffset - before.lastIndexOf('\n')}`;
}
