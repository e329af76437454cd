export {
  type AccessRequest,
  type ApplicablePolicies,
  decide,
  type Decision,
  denialText,
  type Principal,
  type RequestContext,
} from './decide';
export { createGrantUses, type Grant } from './grant-uses';
export { InvalidPolicyError, parsePolicy, type PolicyKind, type Statement } from './parse-policy';
