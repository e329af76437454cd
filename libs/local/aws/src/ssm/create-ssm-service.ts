import { AwsError, pageOf } from '@pulso/world/aws';
import { type ParameterDefinition } from '@pulso/world/stacks';
import * as z from 'zod/mini';

import { parseInput } from '../parse-input';
import { type LocalService, localAccountId, operationFor, type ServiceCall } from '../service';

export interface SsmService extends LocalService {
  /**
   * Creates the parameters that have a value. The names of the others are remembered: they exist after the first
   * PutParameter and not before.
   */
  createParameters(definitions: readonly ParameterDefinition[]): void;
}

export interface SsmServiceOptions {
  readonly clock: { nowMs(): number };
  /** For the parameters' ARNs. */
  readonly region: string;
}

/** The newest version of a parameter; the older ones are not kept. */
interface Parameter {
  readonly name: string;
  readonly type: ParameterDefinition['type'];
  readonly value: string;
  /** 1, 2, 3, ... */
  readonly version: number;
  readonly modifiedAtMs: number;
}

/** Of a parameter of the standard tier. */
const maxValueBytes = 4096;
const maxNames = 10;
/** Of DescribeParameters, also when none is asked for (unverified). */
const maxPageSize = 50;

const decryption = { WithDecryption: z.optional(z.boolean()) };
const oneName = z.object({ Name: z.string() });
const getParameter = z.object({ Name: z.string(), ...decryption });
const getParameters = z.object({
  Names: z.array(z.string()).check(z.minLength(1), z.maxLength(maxNames)),
  ...decryption,
});
const pathFilter = z.object({ Key: z.literal('Path'), Option: z.literal('OneLevel'), Values: z.array(z.string()) });
const describeParameters = z.object({
  ParameterFilters: z.optional(z.array(pathFilter)),
  MaxResults: z.optional(z.int().check(z.minimum(1), z.maximum(maxPageSize))),
  NextToken: z.optional(z.string()),
});
const putParameter = z.object({
  Name: z.string().check(z.regex(/^(\/[A-Za-z0-9_.\-/]+|[A-Za-z0-9_.-]+)$/), z.maxLength(1011)),
  Value: z.string().check(z.minLength(1)),
  Type: z.optional(z.enum(['String', 'SecureString'])),
  Overwrite: z.optional(z.boolean()),
  Tier: z.optional(z.literal('Standard')),
});

/**
 * Creates Parameter Store. Emulated, not compared with a real account.
 *
 * A SecureString is kept as it is, without KMS; asked for without decryption, it comes as a text that begins with
 * `local-ciphertext:`.
 */
export function createSsmService({ clock, region }: SsmServiceOptions): SsmService {
  const declaredTypes = new Map<string, Parameter['type']>();
  const parameters = new Map<string, Parameter>();

  const get = (name: string): Parameter => {
    const found = parameters.get(name);
    if (found) return found;
    const isDeclared = declaredTypes.has(name);
    const why = isDeclared ? 'is declared without a value: set it with PutParameter.' : 'does not exist.';
    throw new AwsError('ParameterNotFound', `The parameter ${name} ${why}`);
  };
  const put = ({ Name: name, Value: value, Type, Overwrite = false }: z.output<typeof putParameter>): Parameter => {
    const previous = parameters.get(name);
    if (previous && !Overwrite) {
      const message =
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.';
      throw new AwsError('ParameterAlreadyExists', message);
    }
    if (Buffer.byteLength(value) > maxValueBytes) {
      throw new AwsError('ValidationException', `The value of a parameter has ${maxValueBytes} bytes at most.`);
    }
    const type = Type ?? previous?.type ?? declaredTypes.get(name);
    if (!type) throw new AwsError('ValidationException', `The new parameter ${name} needs a Type.`);
    const next = { name, type, value, version: (previous?.version ?? 0) + 1, modifiedAtMs: clock.nowMs() };
    parameters.set(name, next);
    return next;
  };

  const metadataOf = ({ name, type, version, modifiedAtMs }: Parameter): object => ({
    Name: name,
    ARN: `arn:aws:ssm:${region}:${localAccountId}:parameter/${name.replace(/^\//, '')}`,
    Type: type,
    Version: version,
    LastModifiedDate: modifiedAtMs / 1000,
    DataType: 'text',
  });
  const render = (parameter: Parameter, decrypt = false): object => {
    const { name, type, value, version } = parameter;
    const isHidden = type === 'SecureString' && !decrypt;
    return { ...metadataOf(parameter), Value: isHidden ? `local-ciphertext:${name}:${version}` : value };
  };

  const read = <Schema extends z.ZodMiniObject>(schema: Schema, call: ServiceCall): z.output<Schema> =>
    parseInput(schema, call, 'ValidationException');
  const operations: Readonly<Record<string, (call: ServiceCall) => object>> = {
    DeleteParameter: (call) => {
      parameters.delete(get(read(oneName, call).Name).name);
      return {};
    },
    DescribeParameters: (call) => {
      const { ParameterFilters, MaxResults: size = maxPageSize, NextToken: token } = read(describeParameters, call);
      const paths = ParameterFilters?.flatMap(({ Values }) => Values);
      const found = [...parameters.values()]
        .filter(({ name }) => paths?.includes(name.slice(0, name.lastIndexOf('/'))) ?? true)
        .sort((one, other) => (one.name < other.name ? -1 : 1));
      const refusal = (): AwsError => new AwsError('InvalidNextToken', 'The specified token is not valid.');
      const { items, nextToken } = pageOf(found, { size, token }, refusal);
      const Parameters = items.map((parameter) => ({ ...metadataOf(parameter), Tier: 'Standard' }));
      return { Parameters, ...(nextToken && { NextToken: nextToken }) };
    },
    GetParameter: (call) => {
      const { Name, WithDecryption } = read(getParameter, call);
      return { Parameter: render(get(Name), WithDecryption) };
    },
    GetParameters: (call) => {
      const { Names, WithDecryption } = read(getParameters, call);
      return {
        Parameters: Names.flatMap((name) => parameters.get(name) ?? []).map((one) => render(one, WithDecryption)),
        InvalidParameters: Names.filter((name) => !parameters.has(name)),
      };
    },
    PutParameter: (call) => ({ Version: put(read(putParameter, call)).version, Tier: 'Standard' }),
  };
  return {
    name: 'ssm',
    handle: async (call) => ({ status: 200, body: JSON.stringify(operationFor(operations, call)(call)) }),
    createParameters: (definitions) => {
      for (const { name, type, value } of definitions) {
        declaredTypes.set(name, type);
        if (value !== undefined) put({ Name: name, Type: type, Value: value });
      }
    },
  };
}
