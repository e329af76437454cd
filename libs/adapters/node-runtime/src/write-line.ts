/**
 * Writes one line to standard output: one event of the function's log.
 *
 * Lambda takes the process's output as it is in every log format, while `console.log` would put a prefix or an envelope
 * around the line.
 *
 * @param line - Without its line break.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
export const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
