import { runProgram } from '@pulso/infra/constructs';

import { synthesizeAggregator } from './synthesize-aggregator';

void runProgram(synthesizeAggregator);
