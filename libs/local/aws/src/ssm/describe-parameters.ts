import { AwsError } from '../service';
import { type SsmInput } from './input-schemas';
import { pageOf } from './page-of';
import { type ParameterStore, type ParameterVersion } from './parameter-store';

type Filter = NonNullable<SsmInput<'DescribeParameters'>['ParameterFilters']>[number];

/**
 * Lists parameters by name, without their values.
 *
 * @throws {AwsError} InvalidFilterOption, ValidationException or InvalidNextToken. Not retryable.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html
 */
export function describeParameters(
  { ParameterFilters: filters = [], ...paging }: SsmInput<'DescribeParameters'>,
  store: ParameterStore,
): object {
  const tests = filters.map(testOf);
  const found = store.list().filter((parameter) => tests.every((test) => test(parameter)));
  const { items, ...rest } = pageOf(found, paging, 50);
  return { Parameters: items.map(describe), ...rest };
}

/** @returns What is told of a version without its value. */
export const describe = ({
  arn,
  description,
  modifiedAtMs,
  name,
  type,
  version,
}: ParameterVersion): Record<string, unknown> => ({
  Name: name,
  ARN: arn,
  Type: type,
  LastModifiedDate: modifiedAtMs / 1000,
  LastModifiedUser: 'arn:aws:iam::000000000000:user/administrator',
  ...(description !== '' && { Description: description }),
  ...(type === 'SecureString' && { KeyId: 'alias/aws/ssm' }),
  Version: version,
  Tier: 'Standard',
  Policies: [],
  DataType: 'text',
});

function testOf({ Key, Option, Values }: Filter): (parameter: ParameterVersion) => boolean {
  const anyValue = (test: (value: string) => boolean): boolean => Values.some(test);
  switch (Key) {
    case 'Type':
      requireOption(Key, Option, ['Equals']);
      return ({ type }) => Values.includes(type);
    case 'Path':
      requireOption(Key, Option, ['OneLevel', 'Recursive']);
      return ({ name }) =>
        anyValue((path) => {
          const prefix = path.endsWith('/') ? path : `${path}/`;
          if (!name.startsWith(prefix)) return false;
          return Option === 'Recursive' || !name.slice(prefix.length).includes('/');
        });
    case 'Name':
      requireOption(Key, Option, ['Equals', 'BeginsWith', 'Contains']);
      return ({ name }) =>
        anyValue((value) => {
          if (Option === 'BeginsWith') return name.startsWith(value);
          return Option === 'Contains' ? name.includes(value) : name === value;
        });
    default:
      return Key satisfies never;
  }
}

function requireOption(key: string, option: string | undefined, allowed: readonly string[]): void {
  if (option === undefined || allowed.includes(option)) return;
  throw new AwsError(
    'InvalidFilterOption',
    `The following filter option is not valid: ${option.slice(0, 100)}. Valid options for ${key} include: ${allowed.join(', ')}.`,
  );
}
