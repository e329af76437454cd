export {
  type CloudDefinition,
  type EventSourceMappingDefinition,
  type FunctionDefinition,
  type KeyAttribute,
  type LogGroupDefinition,
  type ParameterDefinition,
  type QueueDefinition,
  type RoleDefinition,
  type ScheduleDefinition,
  type TableDefinition,
} from './cloud-definition';
