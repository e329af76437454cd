import { type ParameterDefinition } from '@pulso/world/stacks';
import * as z from 'zod/mini';

import { type OperationOf } from '../api/service-apis';
import { localAccountId } from '../local-account';
import { pageOf } from '../page-of';
import { parseInput } from '../parse-input';
import { AwsError, type LocalService, type ServiceCall } from '../service';
import { operationFor } from '../unknown-operation';

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

type ParameterType = ParameterDefinition['type'];

/** The newest version of a parameter; the older ones are not kept. */
interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly value: string;
  readonly description: string | undefined;
  /** 1, 2, 3, ... */
  readonly version: number;
  readonly modifiedAtMs: number;
}

/** Of a parameter of the standard tier. */
const maxValueBytes = 4096;
const maxNames = 10;
const maxPageSize = 50;

const decryption = { WithDecryption: z.optional(z.boolean()) };
const deleteParameter = z.object({ Name: z.string() });
const describeParameters = z.object({
  ParameterFilters: z.optional(
    z.array(
      z.object({
        Key: z.enum(['Name', 'Type', 'Path']),
        Option: z.optional(z.enum(['Equals', 'BeginsWith', 'Contains', 'OneLevel', 'Recursive'])),
        Values: z.array(z.string()),
      }),
    ),
  ),
  MaxResults: z.optional(z.int().check(z.minimum(1), z.maximum(maxPageSize))),
  NextToken: z.optional(z.string()),
});
const getParameter = z.object({ Name: z.string(), ...decryption });
const getParameters = z.object({ Names: z.array(z.string()), ...decryption });
const putParameter = z.object({
  Name: z.string(),
  Value: z.string(),
  Type: z.optional(z.enum(['SecureString', 'String'])),
  Overwrite: z.optional(z.boolean()),
  Description: z.optional(z.string()),
  Tier: z.optional(z.literal('Standard')),
  DataType: z.optional(z.literal('text')),
});

type Filter = NonNullable<z.output<typeof describeParameters>['ParameterFilters']>[number];

/**
 * Creates Parameter Store. Emulated, not compared with a real account.
 *
 * A SecureString is kept as it is, without KMS; asked for without decryption, it comes as a text that begins with
 * `local-ciphertext:`.
 */
export function createSsmService({ clock, region }: SsmServiceOptions): SsmService {
  const declaredTypes = new Map<string, ParameterType>();
  const parameters = new Map<string, Parameter>();
  const arnOf = (name: string): string =>
    `arn:aws:ssm:${region}:${localAccountId}:parameter/${name.replace(/^\//, '')}`;

  /** @param reference - A name or an ARN; the ARN of a parameter without a leading slash has one all the same. */
  const find = (reference: string): Parameter | undefined => {
    if (!reference.startsWith('arn:')) return parameters.get(reference);
    return [...parameters.values()].find(({ name }) => arnOf(name) === reference);
  };
  const get = (reference: string): Parameter => {
    const found = find(reference);
    if (found) return found;
    const why = declaredTypes.has(reference)
      ? 'is declared without a value: set it with PutParameter.'
      : 'does not exist.';
    throw new AwsError('ParameterNotFound', `The parameter ${reference} ${why}`);
  };
  const put = (input: z.output<typeof putParameter>): Parameter => {
    const { Name: name, Value: value, Type: type, Description: description, Overwrite: overwrite = false } = input;
    checkParameter(name, value);
    const previous = parameters.get(name);
    if (previous && !overwrite) {
      throw new AwsError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const givenType = type ?? previous?.type ?? declaredTypes.get(name);
    if (!givenType) throw new AwsError('ValidationException', `The new parameter ${name} needs a Type.`);
    const next: Parameter = {
      name,
      type: givenType,
      value,
      description: description ?? previous?.description,
      version: (previous?.version ?? 0) + 1,
      modifiedAtMs: clock.nowMs(),
    };
    parameters.set(name, next);
    return next;
  };

  const metadataOf = ({ name, type, version, modifiedAtMs }: Parameter): object => ({
    Name: name,
    ARN: arnOf(name),
    Type: type,
    Version: version,
    LastModifiedDate: modifiedAtMs / 1000,
    DataType: 'text',
  });
  const render = (parameter: Parameter, decrypt = false): object => ({
    ...metadataOf(parameter),
    Value:
      parameter.type === 'SecureString' && !decrypt
        ? `local-ciphertext:${parameter.name}:${parameter.version}`
        : parameter.value,
  });
  const describe = (parameter: Parameter): object => ({
    ...metadataOf(parameter),
    LastModifiedUser: `arn:aws:iam::${localAccountId}:user/administrator`,
    ...(parameter.description !== undefined && { Description: parameter.description }),
    ...(parameter.type === 'SecureString' && { KeyId: 'alias/aws/ssm' }),
    Tier: 'Standard',
    Policies: [],
  });

  const read = <Schema extends z.ZodMiniObject>(schema: Schema, call: ServiceCall): z.output<Schema> =>
    parseInput(schema, call, 'ValidationException');
  const operations: Record<OperationOf<'ssm'>, (call: ServiceCall) => object> = {
    DeleteParameter: (call) => {
      const { name } = get(read(deleteParameter, call).Name);
      parameters.delete(name);
      return {};
    },
    DescribeParameters: (call) => {
      const {
        ParameterFilters: filters = [],
        MaxResults: size = maxPageSize,
        NextToken,
      } = read(describeParameters, call);
      const tests = filters.map(testOf);
      const found = [...parameters.values()]
        .filter((parameter) => tests.every((test) => test(parameter)))
        .sort((one, other) => (one.name < other.name ? -1 : 1));
      const { items, nextToken } = pageOf(found, { size, token: NextToken }, invalidToken);
      return { Parameters: items.map(describe), ...(nextToken !== undefined && { NextToken: nextToken }) };
    },
    GetParameter: (call) => {
      const { Name, WithDecryption } = read(getParameter, call);
      return { Parameter: render(get(Name), WithDecryption) };
    },
    GetParameters: (call) => {
      const { Names, WithDecryption } = read(getParameters, call);
      if (Names.length < 1 || Names.length > maxNames || new Set(Names).size < Names.length) {
        throw new AwsError('ValidationException', `Names must have 1 to ${maxNames} different members.`);
      }
      return {
        Parameters: Names.flatMap((name) => find(name) ?? []).map((found) => render(found, WithDecryption)),
        InvalidParameters: Names.filter((name) => !find(name)),
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

const invalidToken = (): AwsError => new AwsError('InvalidNextToken', 'The specified token is not valid.');

function checkParameter(name: string, value: string): void {
  if (!/^[A-Za-z0-9_.\-/]{1,1011}$/.test(name) || (name.includes('/') && !name.startsWith('/'))) {
    throw new AwsError('ValidationException', `Parameter name must be a fully qualified name: ${name.slice(0, 100)}`);
  }
  if (value === '' || Buffer.byteLength(value) > maxValueBytes) {
    throw new AwsError('ValidationException', `The value of a parameter has 1 to ${maxValueBytes} bytes.`);
  }
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html */
function testOf({ Key, Option, Values }: Filter): (parameter: Parameter) => boolean {
  return ({ name, type }) =>
    Values.some((value) => {
      if (Key === 'Type') return type === value;
      if (Key === 'Name' && Option === 'BeginsWith') return name.startsWith(value);
      if (Key === 'Name') return Option === 'Contains' ? name.includes(value) : name === value;
      const prefix = value.endsWith('/') ? value : `${value}/`;
      return name.startsWith(prefix) && (Option === 'Recursive' || !name.slice(prefix.length).includes('/'));
    });
}
