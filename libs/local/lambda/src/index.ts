export { type LambdaDeployment } from './api/describe-operations';
export { createSchedulerService, type SchedulerServiceOptions } from './api/create-scheduler-service';
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
  type AsynchronousInvoker,
  type AsynchronousInvokerOptions,
  createAsynchronousInvoker,
} from './invoke/create-asynchronous-invoker';
export {
  createFunctionRuntime,
  type FunctionRuntime,
  type FunctionRuntimeOptions,
  type InvokeOptions,
} from './invoke/create-function-runtime';
export { createLambdaService } from './invoke/create-lambda-service';
export { type InvocationFault, type InvocationRecord, type InvocationResult } from './invoke/run-invocation';
export { type AppendLogs, type LogEvent } from './invoke/start-function-environment';
export { type QueueAccess, type QueueMessage } from './mapping/queue-access';
export {
  type EventSourceMappings,
  type EventSourceMappingsOptions,
  startEventSourceMappings,
} from './mapping/start-event-source-mappings';
export { createScheduler, type Scheduler, type SchedulerOptions } from './schedule/create-scheduler';
export { deliverToTarget, type DeliverDeps } from './schedule/deliver-to-target';
export { fillContextAttributes, type ScheduleRun } from './schedule/fill-context-attributes';
export { type FunctionUrls, type FunctionUrlsOptions, startFunctionUrls } from './url/start-function-urls';
