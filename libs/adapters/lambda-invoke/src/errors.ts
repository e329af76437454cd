/** Lambda answered an asynchronous invocation with something else than 202. Retryable. */
export class InvocationNotAcceptedError extends Error {
  override readonly name = 'InvocationNotAcceptedError';
  readonly functionName: string;
  readonly statusCode: number | undefined;

  constructor(functionName: string, statusCode: number | undefined) {
    super(`Lambda answered the asynchronous invocation of ${functionName} with ${statusCode ?? 'no status'}, not 202.`);
    this.functionName = functionName;
    this.statusCode = statusCode;
  }
}
