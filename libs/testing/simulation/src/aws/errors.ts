/** An error as an AWS client throws it: callers look at its name. */
export function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** What a client throws when the connection was refused, and when no answer came in time. */
export const awsErrors = {
  refused: () => named('NetworkingError', 'connect ECONNREFUSED'),
  unanswered: () => named('TimeoutError', 'The call got no answer in time.'),
};
