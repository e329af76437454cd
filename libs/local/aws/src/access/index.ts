export {
  type AccessControl,
  type AccessControlOptions,
  createAccessControl,
  type Denial,
} from './create-access-control';
export { logStreamAccess } from './logs-access';
export { neededAccess, type NeededAccess } from './needed-access';
