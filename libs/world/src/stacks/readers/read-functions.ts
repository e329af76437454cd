import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { type Arguments } from '../arguments';
import { type FunctionDefinition } from '../cloud-definition';
import { InvalidDeclarationError } from '../errors';
import { type ResolvedResource } from '../stack-resolver';
import { type Located, arnIn, functionNameOf, readAll } from './located';
import { readPermission } from './read-permission';

type AsyncInvoke = FunctionDefinition['asyncInvoke'];

/** @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const asyncDefaults: AsyncInvoke = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

/** Functions with what other resources say about them. */
export function readFunctions(resources: readonly ResolvedResource[]): readonly Located<FunctionDefinition>[] {
  const asyncInvokes = readAll(resources, 'aws_lambda_function_event_invoke_config', readAsyncInvoke);
  const urls = readAll(resources, 'aws_lambda_function_url', readUrl);
  const permissions = readAll(resources, 'aws_lambda_permission', readPermission);
  return readAll(resources, 'aws_lambda_function', (parameters, resource) => {
    const name = parameters.text('function_name');
    const isFor = ({ value }: Located<{ functionName: string }>) => value.functionName === name;
    const statements = permissions.filter(isFor).map(({ value }) => value.statementFor(arnIn(resource)));
    return {
      ...readFunction(parameters, resource, name),
      publicUrl: urls.some(isFor),
      ...(statements.length > 0 && { policy: { Version: '2012-10-17', Statement: statements } }),
      asyncInvoke: asyncInvokes.find(isFor)?.value.asyncInvoke ?? asyncDefaults,
    };
  });
}

function readFunction(
  parameters: Arguments,
  resource: ResolvedResource,
  name: string,
): Omit<FunctionDefinition, 'asyncInvoke' | 'policy' | 'publicUrl'> {
  parameters.allowOnly('package_type', 'Zip');
  const reservedConcurrency = parameters.optionalNumber('reserved_concurrent_executions');
  const environment = parameters.block('environment');
  const definition = {
    name,
    arn: arnIn(resource),
    roleArn: parameters.text('role'),
    handler: parameters.text('handler'),
    runtime: parameters.text('runtime'),
    packagePath: packagePathOf(parameters, resource),
    timeoutSeconds: parameters.optionalNumber('timeout') ?? 3,
    memoryMb: parameters.optionalNumber('memory_size') ?? 128,
    environment: environment?.textMap('variables') ?? {},
    // -1 is Terraform's word for "none of its own".
    ...(reservedConcurrency === undefined || reservedConcurrency < 0 ? {} : { reservedConcurrency }),
    ...loggingOf(parameters, name),
  };
  environment?.refuseOthers();
  parameters.refuseOthers('architectures', 'code_sha256', 'description', 'publish', 'tracing_config');
  return definition;
}

function packagePathOf(parameters: Arguments, { folder, where }: ResolvedResource): string {
  const path = resolve(folder, parameters.text('filename'));
  if (!existsSync(path))
    throw new InvalidDeclarationError(where, `its package ${path} does not exist; synthesize again`);
  return path;
}

function loggingOf(parameters: Arguments, name: string): Pick<FunctionDefinition, 'logGroupName' | 'logFormat'> {
  const block = parameters.block('logging_config');
  // A stricter level drops lines, which nothing here imitates.
  block?.allowOnly('application_log_level', 'INFO');
  block?.allowOnly('system_log_level', 'INFO');
  const logFormat = block?.text('log_format') ?? 'Text';
  const logGroupName = block?.optionalText('log_group') ?? `/aws/lambda/${name}`;
  block?.refuseOthers();
  if (logFormat !== 'JSON' && logFormat !== 'Text') return parameters.fail('log_format', 'JSON or Text');
  return { logFormat, logGroupName };
}

function readAsyncInvoke(parameters: Arguments): { functionName: string; asyncInvoke: AsyncInvoke } {
  const destinations = parameters.block('destination_config');
  const onFailureDestinationArn = destinations?.block('on_failure')?.text('destination');
  destinations?.refuseOthers();
  const read = {
    functionName: functionNameOf(parameters.text('function_name')),
    asyncInvoke: {
      maximumRetryAttempts: parameters.optionalNumber('maximum_retry_attempts') ?? asyncDefaults.maximumRetryAttempts,
      maximumEventAgeSeconds:
        parameters.optionalNumber('maximum_event_age_in_seconds') ?? asyncDefaults.maximumEventAgeSeconds,
      ...(onFailureDestinationArn === undefined ? {} : { onFailureDestinationArn }),
    },
  };
  parameters.refuseOthers();
  return read;
}

function readUrl(parameters: Arguments): { functionName: string } {
  parameters.allowOnly('authorization_type', 'NONE');
  parameters.allowOnly('invoke_mode', 'BUFFERED');
  const functionName = functionNameOf(parameters.text('function_name'));
  parameters.refuseOthers();
  return { functionName };
}
