/** One call as the gateway hands it to a service, authenticated and with its operation named. */
export interface ServiceCall {
  /** `administrator`, or the name of the function whose keys signed the call. */
  readonly principal: string;
  /** The SigV4 service name: `sqs`, `dynamodb`, `logs`, `lambda`, `ssm`. */
  readonly service: string;
  /** For example `SendMessageBatch`. For REST services the gateway derives it from method and path. */
  readonly operation: string;
  readonly region: string;
  readonly method: string;
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One emulated AWS service behind the gateway. Throws {@link AwsError} for every refusal that AWS would give. */
export interface LocalService {
  readonly name: string;
  handle(call: ServiceCall): Promise<ServiceAnswer>;
}

/** An error as AWS answers it. `code` is its name without a namespace, `members` further members of the body. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, { status = 400, members = {} as Record<string, unknown> } = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
