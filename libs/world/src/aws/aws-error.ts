/**
 * An error as AWS answers it and as the SDK's clients throw it, with the answer's further members.
 */
export class AwsError extends Error {
  /** AWS's, without a namespace. */
  override readonly name: string;
  /** The HTTP status. 400 and 403 are not retried by the SDKs, 429 and 5xx are. */
  readonly status: number;
  /** Further members of the body. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, { status = 400, members = {} as Record<string, unknown> } = {}) {
    super(message);
    this.name = name;
    this.status = status;
    this.members = members;
    Object.assign(this, members);
  }

  /** The status as the SDKs have it on their errors. */
  get $metadata(): { readonly httpStatusCode: number } {
    return { httpStatusCode: this.status };
  }
}
