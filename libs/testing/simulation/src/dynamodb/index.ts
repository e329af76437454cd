export { type ExecuteCommand, createSimulatedDynamoDb } from './create-simulated-dynamo-db';
export {
  type SimulatedOutput,
  type SimulatedTable,
  type SimulatedTableOptions,
  createSimulatedTable,
} from './create-simulated-table';
export {
  NotModelledError,
  conditionalCheckFailed,
  resourceNotFound,
  transactionCanceled,
  validationException,
} from './errors';
export { type Item } from './attribute-values';
export { type IndexDefinition } from './secondary-index';
export { type Operation, type OperationUsage, type Usage } from './usage';
