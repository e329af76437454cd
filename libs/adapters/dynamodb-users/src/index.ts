export { createIsFirstRequest } from './create-is-first-request';
export { createUpdateClaims } from './create-update-claims';
