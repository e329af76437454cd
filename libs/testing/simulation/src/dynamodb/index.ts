export { createSimulatedDynamoDb } from './create-simulated-dynamo-db';
export { runsTableOptions } from './runs-table-options';
