/** An error as an AWS client throws it: callers look at its name. */
export function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** An error that a service has answered with. */
const answered = (name: string, message: string, httpStatusCode: number): Error =>
  Object.assign(named(name, message), { $metadata: { httpStatusCode } });

/** What a client throws when the connection was refused, when no answer came in time, and when a permission is missing. */
export const awsErrors = {
  refused: () => Object.assign(named('Error', 'connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  unanswered: () => named('TimeoutError', 'The call got no answer in time.'),
  denied: () => answered('AccessDeniedException', 'User is not authorized to perform this action.', 400),
};
