import { runProgram } from '@pulso/infra/constructs/stack';

import { synthesizeDispatcher } from './synthesize-dispatcher';

void runProgram(synthesizeDispatcher);
