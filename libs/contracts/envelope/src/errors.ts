/** A message does not have its contract's shape; `problems` names the fields, never their values. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
  readonly contractName: string;
  readonly problems: readonly string[];

  constructor(contractName: string, problems: readonly string[]) {
    super(`Not a ${contractName} message: ${problems.join('; ')}. Compare the sender with the contract's fixtures.`);
    this.contractName = contractName;
    this.problems = problems;
  }
}

/** A message comes from a sender that is newer than this reader. */
export class UnsupportedSchemaVersionError extends Error {
  override readonly name = 'UnsupportedSchemaVersionError';
  readonly contractName: string;
  readonly version: number;

  constructor(contractName: string, version: number, newestVersion: number) {
    super(
      `${contractName} schema version ${version} is newer than ${newestVersion}, the newest this service reads. ` +
        'Deploy the service, then redrive its dead-letter queue.',
    );
    this.contractName = contractName;
    this.version = version;
  }
}
