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
export {
  CyclicReferenceError,
  DanglingReferenceError,
  DuplicateNameError,
  InvalidDeclarationError,
  InvalidExpressionError,
  OutsideAddressError,
  StackFileError,
  UnknownReferenceError,
  UnsupportedDeclarationError,
} from './errors';
export { type AddressRewrite } from './outside-addresses';
export { type CloudDefinitionOptions, readCloudDefinition } from './read-cloud-definition';
export { findStackFiles } from './stack-file';
