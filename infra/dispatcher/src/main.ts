import { runProgram } from '@pulso/infra/constructs';

import { synthesizeDispatcher } from './synthesize-dispatcher';

void runProgram(synthesizeDispatcher);
