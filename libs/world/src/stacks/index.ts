export {
  type AlarmDefinition,
  type CloudDefinition,
  type EventSourceMappingDefinition,
  type FunctionDefinition,
  type MetricFilterDefinition,
  type MetricName,
  type MetricStatDefinition,
  type QueueDefinition,
  type RoleDefinition,
  type ScheduleDefinition,
} from './definitions';
export { readCloudDefinition } from './read-cloud-definition';
