export {
  type AlarmDefinition,
  type MetricFilterDefinition,
  type MetricName,
  type MetricStatDefinition,
} from './alarm-definitions';
export {
  type CloudDefinition,
  type EventSourceMappingDefinition,
  type FunctionDefinition,
  type KeyAttribute,
  type ParameterDefinition,
  type QueueDefinition,
  type RoleDefinition,
  type ScheduleDefinition,
  type TableDefinition,
} from './cloud-definition';
export { readCloudDefinition } from './read-cloud-definition';
export { findStackFiles } from './stack-file';
