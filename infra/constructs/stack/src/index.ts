export { AwsLimitError } from './errors';
export { keptBy } from './kept-by';
export { holds, named, requireLimits, within } from './limits';
export { type PolicyStatement, policyJson, trustPolicyJson } from './policy';
export { PulsoApp } from './pulso-app';
export { PulsoStack, type PulsoStackProps, type StackSettings, stackOf } from './pulso-stack';
export { runProgram } from './run-program';
export { type ServiceStackProps, synthesize, synthesizeStack } from './synthesize';
export {
  type ParseConfig,
  type SynthesizedStack,
  synthesizeConstructs,
  synthesizeForSpec,
  unreadVariables,
} from './synthesize-for-spec';
