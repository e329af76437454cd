export { type AccessControl, createAccessControl, type Denial } from './create-access-control';
export { logStreamAccess } from './logs-access';
