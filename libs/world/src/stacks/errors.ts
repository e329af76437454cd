/** A stack's file can't be read or is no Terraform JSON. */
export class StackFileError extends Error {
  override readonly name = 'StackFileError';
  readonly file: string;

  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`${file} ${reason}. Synthesize the stacks again.`, options);
    this.file = file;
  }
}

/** An expression is malformed, or uses something of the language that the local cloud does not evaluate. */
export class InvalidExpressionError extends Error {
  override readonly name = 'InvalidExpressionError';
  readonly where: string;
  readonly expression: string;

  constructor(where: string, expression: string, reason: string) {
    super(`${where}: can't evaluate "${shorten(expression)}": ${reason}`);
    this.where = where;
    this.expression = expression;
  }
}

/** An expression refers to something that its stack does not declare, or to an unknown attribute. */
export class UnknownReferenceError extends Error {
  override readonly name = 'UnknownReferenceError';
  readonly where: string;
  readonly reference: string;

  constructor(where: string, reference: string, reason: string) {
    super(`${where}: can't resolve ${reference}: ${reason}`);
    this.where = where;
    this.reference = reference;
  }
}

/** Declarations refer to each other in a circle. */
export class CyclicReferenceError extends Error {
  override readonly name = 'CyclicReferenceError';
  readonly chain: readonly string[];

  constructor(stack: string, chain: readonly string[]) {
    super(`${stack}: declarations refer to each other in a circle: ${chain.join(' -> ')}`);
    this.chain = chain;
  }
}

/** A declaration carries behaviour that the local cloud does not imitate, so running without it would mislead. */
export class UnsupportedDeclarationError extends Error {
  override readonly name = 'UnsupportedDeclarationError';
  readonly where: string;

  constructor(where: string, what: string) {
    super(`${where}: the local cloud does not imitate ${what}`);
    this.where = where;
  }
}

/** A declaration lacks something or has a value of the wrong kind. */
export class InvalidDeclarationError extends Error {
  override readonly name = 'InvalidDeclarationError';
  readonly where: string;

  constructor(where: string, reason: string, options?: ErrorOptions) {
    super(`${where}: ${reason}`, options);
    this.where = where;
  }
}

/** Two declarations claim one name; `problems` names each pair. */
export class DuplicateNameError extends Error {
  override readonly name = 'DuplicateNameError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The stacks declare names twice: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/** Stacks refer to each other's resources by name, and these do not exist; `problems` names each one. */
export class DanglingReferenceError extends Error {
  override readonly name = 'DanglingReferenceError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The stacks do not fit together: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/** A function would call something outside this computer; `problems` names every function and variable. */
export class OutsideAddressError extends Error {
  override readonly name = 'OutsideAddressError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Functions would leave this computer: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}...` : text);
