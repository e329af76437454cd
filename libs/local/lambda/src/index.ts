export { createLambdaService } from './api/create-lambda-service';
export { createSchedulerService } from './api/create-scheduler-service';
export { type AsynchronousInvoker, createAsynchronousInvoker } from './invoke/create-asynchronous-invoker';
export {
  createFunctionRuntime,
  type FunctionRuntime,
  type FunctionRuntimeOptions,
} from './invoke/create-function-runtime';
export { type QueueAccess, queueNameOf } from './invoke/queue-access';
export { type InvocationFault, type InvocationRecord, type InvocationStart } from './invoke/run-invocation';
export { startEventSourceMappings } from './invoke/start-event-source-mappings';
export { type AppendLogs } from './invoke/start-function-environment';
export { createProcessTable } from './process/process-table';
export { outwardFailureHeader, outwardHeader, outwardVariable } from './process/runtime-shim';
export { startFunctionUrls } from './url/start-function-urls';
export { type AsynchronousEvent } from '@pulso/world/lambda';
