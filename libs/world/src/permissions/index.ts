export {
  accessDenied,
  type AccessRequest,
  type ApplicablePolicies,
  decide,
  type Decision,
  type Principal,
  refusalStatusOf,
  type RequestContext,
} from './decide';
export { createGrantUses, type Grant } from './grant-uses';
export { InvalidPolicyError, parsePolicy, type PolicyKind, type Statement } from './parse-policy';
