/** One event of a function's log group. */
export interface LogLine {
  readonly logStream: string;
  readonly message: string;
}

const maxTailBytes = 4096;

/**
 * Cuts the log of one invocation out of a log group: an environment works on one event at a time, so that its lines stand
 * together between the first and the last that name the request.
 *
 * @returns The last four kilobytes, in base64, as the header `X-Amz-Log-Result` has them.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (LogType)
 */
export function logTail(lines: Iterable<LogLine>, requestId: string): string {
  const all = [...lines];
  const stream = all.find(({ message }) => message.includes(requestId))?.logStream;
  const messages = all.filter(({ logStream }) => logStream === stream).map(({ message }) => message);
  const isOfRequest = (message: string): boolean => message.includes(requestId);
  const own = messages.slice(messages.findIndex(isOfRequest), messages.findLastIndex(isOfRequest) + 1);
  const text = own.map((message) => (message.endsWith('\n') ? message : `${message}\n`)).join('');
  return Buffer.from(text).subarray(-maxTailBytes).toString('base64');
}
