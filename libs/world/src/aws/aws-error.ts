/**
 * An error as AWS answers it, and as the clients of its SDK throw it: callers look at its name and find the further members
 * of the answer on it.
 */
export class AwsError extends Error {
  /** AWS's, without a namespace. */
  override readonly name: string;
  /** The HTTP status. 400 and 403 are not retried by the SDKs, 429 and 5xx are. */
  readonly status: number;
  /** The same as the SDK says it. */
  readonly $metadata: { readonly httpStatusCode: number };
  /** Further members of the body. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, { status = 400, members = {} as Record<string, unknown> } = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.$metadata = { httpStatusCode: status };
    this.members = members;
    Object.assign(this, members);
  }
}
