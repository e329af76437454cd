export { Alarm } from './alarms/alarm';
export { grows, maxSpanSeconds, occurs, reaches, stops } from './alarms/alarm-condition';
export { countEvents } from './alarms/count-events';
export { type Metric, functionMetric, queueMetric, stageMetric } from './alarms/metric';
export { showErrors, showLines } from './alarms/show-errors';
export { watchEvents } from './alarms/watch-events';
export { watchFunction } from './alarms/watch-function';
export { AsyncInvocation } from './functions/async-invocation';
export { PublicFunctionUrl } from './functions/public-function-url';
export { ServiceFunction } from './functions/service-function';
export { DeadLetterQueue } from './queues/dead-letter-queue';
export { MessageQueue } from './queues/message-queue';
export { QueueTrigger } from './queues/queue-trigger';
export { RepeatedMessage } from './schedules/repeated-message';
export { Schedule, scheduledTimeAttribute } from './schedules/schedule';
export { SecretParameter } from './secret-parameter';
export { AwsLimitError } from './stack/errors';
export { keptBy } from './stack/kept-by';
export { holds, named, requireLimits, within } from './stack/limits';
export { type PolicyStatement, policyJson, trustPolicyJson } from './stack/policy';
export { PulsoApp } from './stack/pulso-app';
export { PulsoStack, type PulsoStackProps, type StackSettings, stackOf } from './stack/pulso-stack';
export { runProgram } from './stack/run-program';
export { type ServiceStackProps, synthesize, synthesizeStack } from './stack/synthesize';
export {
  type ParseConfig,
  type SynthesizedStack,
  synthesizeConstructs,
  synthesizeForSpec,
  unreadVariables,
} from './stack/synthesize-for-spec';
export { Table } from './table';
