export { createSchedulerService } from './api/create-scheduler-service';
export { type AsynchronousEvent } from './invoke/asynchronous-event';
export { createAsynchronousInvoker } from './invoke/create-asynchronous-invoker';
export {
  createFunctionRuntime,
  type FunctionRuntime,
  type FunctionRuntimeOptions,
} from './invoke/create-function-runtime';
export { createLambdaService } from './invoke/create-lambda-service';
export { type InvocationFault, type InvocationRecord, type InvocationStart } from './invoke/run-invocation';
export { type AppendLogs } from './invoke/start-function-environment';
export { type QueueAccess, queueNameOf } from './mapping/queue-access';
export { startEventSourceMappings } from './mapping/start-event-source-mappings';
export { createScheduler } from './schedule/create-scheduler';
export { deliverToTarget } from './schedule/deliver-to-target';
export { fillContextAttributes } from './schedule/fill-context-attributes';
export { startFunctionUrls } from './url/start-function-urls';
