import { runProgram } from '@pulso/infra/constructs/stack';

import { synthesizeAggregator } from './synthesize-aggregator';

void runProgram(synthesizeAggregator);
