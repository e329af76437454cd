/** An error as AWS answers it. `code` is its name without a namespace, `members` further members of the body. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  /** The HTTP status. 400 and 403 are not retried by the SDKs, 429 and 5xx are. */
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, { status = 400, members = {} as Record<string, unknown> } = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
