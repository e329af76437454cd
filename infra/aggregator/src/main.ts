import { runProgram } from '@pulso/infra/constructs/stack';

// The catalogue refuses a report when it is loaded, so it is loaded where its errors are told.
void runProgram(async () => (await import('./synthesize-aggregator.js')).synthesizeAggregator());
