export {
  ConcurrencyExceededError,
  FunctionNotFoundError,
  InvalidMappingError,
  InvalidPackageError,
  InvalidScheduleError,
  RuntimeInterfaceClientError,
  RuntimeStoppedError,
  UnsupportedFunctionError,
} from './errors';
export {
  createFunctionRuntime,
  type FunctionRuntime,
  type FunctionRuntimeOptions,
  type InvokeOptions,
} from './invoke/create-function-runtime';
export { type InvocationRecord, type InvocationResult } from './invoke/run-invocation';
export { type AppendLogs, type LogEvent } from './invoke/start-function-environment';
