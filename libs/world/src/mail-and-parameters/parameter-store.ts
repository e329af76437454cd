import * as z from 'zod/mini';

import { AwsError, checkMembers, pageOf } from '../aws';

/** A parameter as a stack declares it. */
export interface ParameterSettings {
  readonly name: string;
  readonly type: 'String' | 'SecureString';
  /** Absent if only the name is declared and the value is set out of band. */
  readonly value?: string;
}

/** The newest version of a parameter; the older ones are not kept. */
interface Parameter extends Required<ParameterSettings> {
  /** 1, 2, 3, ... */
  readonly version: number;
  readonly modifiedAtMs: number;
}

interface ParameterStoreOptions {
  readonly clock: { nowMs(): number };
  /** The region in the parameters' ARNs. */
  readonly region: string;
  readonly accountId: string;
  /** One without a value exists only after its first PutParameter; its type is known. */
  readonly declared: readonly ParameterSettings[];
}

/** Of a parameter of the standard tier. @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
const maxValueBytes = 4096;

/** The form in full; of what AWS refuses besides, names that begin with `aws` or `ssm` and depths above 15 are taken here. */
const parameterName = z.string().check(z.regex(/^(\/[A-Za-z0-9_.\-/]+|[A-Za-z0-9_.-]+)$/), z.maxLength(1011));

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const maxNames = 10;

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html (its default is unverified) */
const maxPageSize = 50;

const decryption = { WithDecryption: z.optional(z.boolean()) };
const pathFilter = z.object({ Key: z.literal('Path'), Option: z.literal('OneLevel'), Values: z.array(z.string()) });

/** The members of each operation; a request with others is refused by their names. */
const requests = {
  DeleteParameter: z.object({ Name: z.string() }),
  DescribeParameters: z.object({
    ParameterFilters: z.optional(z.array(pathFilter)),
    MaxResults: z.optional(z.int().check(z.minimum(1), z.maximum(maxPageSize))),
    NextToken: z.optional(z.string()),
  }),
  GetParameter: z.object({ Name: z.string(), ...decryption }),
  GetParameters: z.object({ Names: z.array(z.string()).check(z.minLength(1), z.maxLength(maxNames)), ...decryption }),
  PutParameter: z.object({
    Name: parameterName,
    Value: z.string().check(z.minLength(1)),
    Type: z.optional(z.enum(['String', 'SecureString'])),
    Overwrite: z.optional(z.boolean()),
    Tier: z.optional(z.literal('Standard')),
  }),
};

type Operation = keyof typeof requests;
type Request<Name extends Operation> = z.output<(typeof requests)[Name]>;

/**
 * Parameter Store. Emulated, not compared with a real account.
 *
 * A SecureString is kept as it is, without KMS; read without decryption, it is a text that begins with
 * `local-ciphertext:`.
 */
export class ParameterStore {
  readonly #options: ParameterStoreOptions;
  readonly #declaredTypes = new Map<string, Parameter['type']>();
  readonly #parameters = new Map<string, Parameter>();

  constructor(options: ParameterStoreOptions) {
    this.#options = options;
    for (const { name, type, value } of options.declared) {
      this.#declaredTypes.set(name, type);
      if (value !== undefined) this.#put({ Name: name, Type: type, Value: value });
    }
  }

  /**
   * Performs one operation.
   *
   * @param input - As parsed from a request, nothing checked.
   * @returns The answer, for the wire.
   * @throws {AwsError} As Parameter Store refuses, and what is not emulated by name. Not retryable.
   */
  perform(operation: string, input: Readonly<Record<string, unknown>>): object {
    if (!isOperation(operation)) {
      const message = `The local cloud does not emulate the operation "${operation}" of the service "ssm".`;
      throw new AwsError('UnknownOperationException', message);
    }
    const request = checkMembers(requests[operation], input, { operation, code: 'ValidationException' });
    return this.#operations[operation](request as never);
  }

  readonly #operations: { readonly [Name in Operation]: (request: Request<Name>) => object } = {
    DeleteParameter: ({ Name }) => {
      this.#parameters.delete(this.#get(Name).name);
      return {};
    },
    DescribeParameters: ({ ParameterFilters, MaxResults: size = maxPageSize, NextToken: token }) => {
      const paths = ParameterFilters?.flatMap(({ Values }) => Values);
      const found = [...this.#parameters.values()]
        .filter(({ name }) => paths?.includes(name.slice(0, name.lastIndexOf('/'))) ?? true)
        .sort((one, other) => (one.name < other.name ? -1 : 1));
      const refusal = (): AwsError => new AwsError('InvalidNextToken', 'The specified token is not valid.');
      const { items, nextToken } = pageOf(found, { size, token }, refusal);
      const Parameters = items.map((parameter) => ({ ...this.#metadataOf(parameter), Tier: 'Standard' }));
      return { Parameters, ...(nextToken && { NextToken: nextToken }) };
    },
    GetParameter: ({ Name, WithDecryption }) => ({ Parameter: this.#shown(this.#get(Name), WithDecryption) }),
    GetParameters: ({ Names, WithDecryption }) => ({
      Parameters: Names.flatMap((name) => this.#parameters.get(name) ?? []).map((parameter) =>
        this.#shown(parameter, WithDecryption),
      ),
      InvalidParameters: Names.filter((name) => !this.#parameters.has(name)),
    }),
    PutParameter: (request) => ({ Version: this.#put(request).version, Tier: 'Standard' }),
  };

  #get(name: string): Parameter {
    const found = this.#parameters.get(name);
    if (found) return found;
    const isDeclared = this.#declaredTypes.has(name);
    const why = isDeclared ? 'is declared without a value: set it with PutParameter.' : 'does not exist.';
    throw new AwsError('ParameterNotFound', `The parameter ${name} ${why}`);
  }

  #put({ Name: name, Value: value, Type, Overwrite = false }: Request<'PutParameter'>): Parameter {
    const previous = this.#parameters.get(name);
    if (previous && !Overwrite) {
      const message =
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.';
      throw new AwsError('ParameterAlreadyExists', message);
    }
    if (Buffer.byteLength(value) > maxValueBytes) {
      throw new AwsError('ValidationException', `The value of a parameter has ${maxValueBytes} bytes at most.`);
    }
    const type = Type ?? previous?.type ?? this.#declaredTypes.get(name);
    if (!type) throw new AwsError('ValidationException', `The new parameter ${name} needs a Type.`);
    const modifiedAtMs = this.#options.clock.nowMs();
    const next = { name, type, value, version: (previous?.version ?? 0) + 1, modifiedAtMs };
    this.#parameters.set(name, next);
    return next;
  }

  #metadataOf({ name, type, version, modifiedAtMs }: Parameter): object {
    const { region, accountId } = this.#options;
    return {
      Name: name,
      ARN: `arn:aws:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`,
      Type: type,
      Version: version,
      LastModifiedDate: modifiedAtMs / 1000,
      DataType: 'text',
    };
  }

  #shown(parameter: Parameter, decrypt = false): object {
    const { name, type, value, version } = parameter;
    const isHidden = type === 'SecureString' && !decrypt;
    return { ...this.#metadataOf(parameter), Value: isHidden ? `local-ciphertext:${name}:${version}` : value };
  }
}

const isOperation = (operation: string): operation is Operation => Object.hasOwn(requests, operation);
