import { AwsError, localAccountId, pathParametersOf, type ServiceCall } from '@pulso/local/aws';
import { type FunctionDefinition } from '@pulso/world/stacks';

import { type FunctionRuntime } from '../invoke/create-function-runtime';

/** What AWS takes for a function: a name, a partial ARN or a whole one, each with a version or alias behind it or not. */
const pattern =
  /^(?:arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):(?<arnAccount>\d{12}):function:|(?:(?<account>\d{12}):)?(?:function:)?)(?<name>[\w.-]+)(?::(?<version>\$LATEST|[\w-]+))?$/;

/**
 * How an operation says that there is no such function.
 *
 * @param version - Absent where the caller named none.
 */
type MissingFunction = (arn: string, version: string | undefined) => AwsError;

const functionNotFound: MissingFunction = (arn, version) =>
  notFound(`Function not found: ${version === undefined ? arn : `${arn}:${version}`}`);

/**
 * Finds the function that a call names in its path, with a qualifier if it has one.
 *
 * @throws {AwsError} See {@link knownFunction}; InvalidParameterValueException: two different versions;
 * ResourceNotFoundException, 404: a version or alias: there are none. Not retryable.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export function functionIn(
  call: ServiceCall,
  runtime: FunctionRuntime,
  missing: MissingFunction = functionNotFound,
): FunctionDefinition {
  const { FunctionName: text = '' } = pathParametersOf(call);
  const qualifier = new URLSearchParams(call.query).get('Qualifier') ?? undefined;
  return knownFunction(text, call, runtime, { qualifier, missing });
}

/**
 * @param text - As {@link pattern}.
 * @throws {AwsError} ValidationException: no name. AccessDeniedException, 403: of another account.
 * ResourceNotFoundException, 404: not here. Not retryable.
 */
export function knownFunction(
  text: string,
  call: ServiceCall,
  runtime: FunctionRuntime,
  { qualifier, missing = functionNotFound }: { qualifier?: string | undefined; missing?: MissingFunction } = {},
): FunctionDefinition {
  const groups = pattern.exec(text)?.groups;
  if (!groups) throw invalidName(text);
  const { name = '', region = call.region, account = localAccountId, arnAccount = account, version } = groups;
  const arn = `arn:aws:lambda:${region}:${arnAccount}:function:${name}`;
  if (arnAccount !== localAccountId) {
    throw new AwsError('AccessDeniedException', `You are not authorized to perform ${call.operation} on ${arn}.`, {
      status: 403,
    });
  }
  if (region !== call.region) {
    throw notFound(`Functions from '${region}' are not reachable in this region ('${call.region}')`);
  }
  if (version !== undefined && qualifier !== undefined && version !== qualifier) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  const asked = version ?? qualifier;
  const found = runtime.functions.find((definition) => definition.name === name);
  if (found && (asked === undefined || asked === '$LATEST')) return found;
  throw missing(arn, asked?.slice(0, 128));
}

/** Lambda's refusal where something is not there. */
export const notFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, { status: 404 });

const invalidName = (text: string): AwsError =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${text.slice(0, 200)}' at 'functionName' failed to satisfy constraint: ` +
      'Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?' +
      '-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?',
  );
