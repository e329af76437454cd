export { type Item } from './attribute-values';
export { createSimulatedDynamoDb } from './create-simulated-dynamo-db';
export { type SimulatedTable, createSimulatedTable } from './create-simulated-table';
export { runsTableOptions } from './runs-table-options';
