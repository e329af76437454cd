import { type ParameterDefinition } from '@pulso/local/terraform';

import { readJsonBody } from '../read-json-body';
import { AwsError, type LocalService } from '../service';
import { unknownOperation } from '../unknown-operation';
import { checkInput, inputSchemas, type SsmInput, type SsmOperation } from './input-schemas';
import { describe, describeParameters } from './describe-parameters';
import { pageOf } from './page-of';
import { createParameterStore, type ParameterStore, type ParameterVersion } from './parameter-store';

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

/** Of a parameter of the standard tier. */
const maxValueBytes = 4096;
const maxNames = 10;

/** See https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-parameter-name-constraints.html */
const maxLevels = 15;

/**
 * Creates Parameter Store. Emulated, not compared with a real account.
 *
 * A SecureString is kept as it is, without KMS; asked for without decryption, it comes as a text that begins with
 * `local-ciphertext:`. Not emulated: labels, policies, tiers, tags, filters of GetParametersByPath.
 */
export function createSsmService(options: SsmServiceOptions): SsmService {
  const store = createParameterStore(options);
  return {
    name: 'ssm',
    handle: async ({ operation, body }) => {
      if (!isSsmOperation(operation)) throw unknownOperation('ssm', operation);
      const input = checkInput(operation, readJsonBody(body));
      const output = (operations[operation] as (input: unknown, store: ParameterStore) => object)(input, store);
      return { status: 200, body: JSON.stringify(output) };
    },
    createParameters: (definitions) => {
      for (const { name, type, value } of definitions) {
        store.declare(name, type);
        const known = store.list().find((parameter) => parameter.name === name);
        if (value === undefined || known?.value === value) continue;
        put({ Name: name, Type: type, Value: value, Overwrite: known !== undefined }, store);
      }
    },
  };
}

type Operations = {
  readonly [Operation in SsmOperation]: (input: SsmInput<Operation>, store: ParameterStore) => object;
};

const operations: Operations = {
  DeleteParameter: ({ Name }, store) => {
    if (!store.delete(Name)) throw new AwsError('ParameterNotFound', `The parameter ${Name} does not exist.`);
    return {};
  },
  DeleteParameters: ({ Names }, store) => {
    checkNames(Names);
    const DeletedParameters = Names.filter((name) => store.delete(name));
    return { DeletedParameters, InvalidParameters: Names.filter((name) => !DeletedParameters.includes(name)) };
  },
  DescribeParameters: (input, store) => describeParameters(input, store),
  GetParameterHistory: ({ Name, WithDecryption, ...paging }, store) => {
    const versions = store.history(Name);
    const { items, ...rest } = pageOf(versions, paging, 50);
    return {
      Parameters: items.map((version) => ({
        ...describe(version),
        Value: valueOf(version, WithDecryption),
        Labels: [],
      })),
      ...rest,
    };
  },
  GetParameter: ({ Name, WithDecryption }, store) => {
    const selector = /:\d+$/.exec(Name)?.[0];
    return {
      Parameter: { ...render(store.get(Name), WithDecryption), ...(selector !== undefined && { Selector: selector }) },
    };
  },
  GetParameters: ({ Names, WithDecryption }, store) => getMany(Names, WithDecryption, store),
  GetParametersByPath: (input, store) => getByPath(input, store),
  PutParameter: (input, store) => put(input, store),
};

function put(
  { Name, Value, Type, Description, Overwrite = false }: SsmInput<'PutParameter'>,
  store: ParameterStore,
): object {
  if (!/^[A-Za-z0-9_.\-/]{1,1011}$/.test(Name) || /^\/?(aws|ssm)/i.test(Name)) {
    throw new AwsError('ValidationException', `Parameter name: ${Name.slice(0, 100)} is not allowed.`);
  }
  if (Name.includes('/') && !Name.startsWith('/')) {
    throw new AwsError('ValidationException', `Parameter name must be a fully qualified name: ${Name}`);
  }
  if (Name.split('/').length - 1 > maxLevels) {
    throw new AwsError(
      'HierarchyLevelLimitExceededException',
      `Hierarchy level limit exceeded: ${Name} has more than ${maxLevels} levels.`,
    );
  }
  if (Value === '') throw new AwsError('ValidationException', 'The value must have at least 1 character.');
  if (Buffer.byteLength(Value) > maxValueBytes) {
    throw new AwsError('ValidationException', `Standard tier parameters support a maximum of ${maxValueBytes} bytes.`);
  }
  const { version } = store.put({
    name: Name,
    value: Value,
    type: Type,
    description: Description,
    overwrite: Overwrite,
  });
  return { Version: version, Tier: 'Standard' };
}

function getMany(names: readonly string[], decrypt: boolean | undefined, store: ParameterStore): object {
  checkNames(names);
  const Parameters: object[] = [];
  const InvalidParameters: string[] = [];
  for (const name of names) {
    try {
      Parameters.push(render(store.get(name), decrypt));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      InvalidParameters.push(name);
    }
  }
  return { Parameters, InvalidParameters };
}

function checkNames(names: readonly string[]): void {
  if (names.length >= 1 && names.length <= maxNames && new Set(names).size === names.length) return;
  throw new AwsError('ValidationException', `Names must have 1 to ${maxNames} different members.`);
}

function getByPath(input: SsmInput<'GetParametersByPath'>, store: ParameterStore): object {
  const { Path, Recursive = false, WithDecryption, ...paging } = input;
  if (!Path.startsWith('/')) throw new AwsError('ValidationException', 'The path must begin with a slash.');
  const prefix = Path.endsWith('/') ? Path : `${Path}/`;
  const found = store
    .list()
    .filter(({ name }) => name.startsWith(prefix) && (Recursive || !name.slice(prefix.length).includes('/')));
  const { items, ...rest } = pageOf(found, paging, 10);
  return { Parameters: items.map((parameter) => render(parameter, WithDecryption)), ...rest };
}

function render(parameter: ParameterVersion, decrypt = false): object {
  const { arn, modifiedAtMs, name, type, version } = parameter;
  return {
    Name: name,
    ARN: arn,
    Type: type,
    Value: valueOf(parameter, decrypt),
    Version: version,
    LastModifiedDate: modifiedAtMs / 1000,
    DataType: 'text',
  };
}

const valueOf = ({ name, type, value, version }: ParameterVersion, decrypt = false): string =>
  type === 'SecureString' && !decrypt ? `local-ciphertext:${name}:${version}` : value;

const isSsmOperation = (operation: string): operation is SsmOperation => Object.hasOwn(inputSchemas, operation);
