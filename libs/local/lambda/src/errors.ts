/** A function's definition or environment asks for something that is not emulated. Not retryable. */
export class UnsupportedFunctionError extends Error {
  override readonly name = 'UnsupportedFunctionError';
  readonly functionName: string;

  constructor(functionName: string, reason: string) {
    super(`The function "${functionName}" can't run here: ${reason}.`);
    this.functionName = functionName;
  }
}

/** A deployment package is missing, damaged or unsafe. Not retryable. */
export class InvalidPackageError extends Error {
  override readonly name = 'InvalidPackageError';
  readonly packagePath: string;

  constructor(packagePath: string, reason: string, options?: ErrorOptions) {
    super(`The deployment package "${packagePath}" can't be used: ${reason}.`, options);
    this.packagePath = packagePath;
  }
}

/** No function of that name was declared. Not retryable. */
export class FunctionNotFoundError extends Error {
  override readonly name = 'FunctionNotFoundError';
  readonly functionName: string;

  constructor(functionName: string) {
    super(`There is no function "${functionName}".`);
    this.functionName = functionName;
  }
}

/** The function's reserved concurrency is used up. Retryable, later. */
export class ConcurrencyExceededError extends Error {
  override readonly name = 'ConcurrencyExceededError';
  readonly functionName: string;

  constructor(functionName: string, reservedConcurrency: number) {
    super(`The reserved concurrency of the function "${functionName}", ${reservedConcurrency}, is used up.`);
    this.functionName = functionName;
  }
}

/** The function runtime was stopped. Not retryable. */
export class RuntimeStoppedError extends Error {
  override readonly name = 'RuntimeStoppedError';

  constructor() {
    super('The local Lambda has been stopped.');
  }
}

/** An event source mapping that AWS would refuse, or that is not emulated. Not retryable. */
export class InvalidMappingError extends Error {
  override readonly name = 'InvalidMappingError';

  constructor(queueArn: string, functionName: string, reason: string) {
    super(`The mapping of "${queueArn}" to the function "${functionName}" is refused: ${reason}.`);
  }
}
