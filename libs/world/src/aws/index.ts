export { AwsError } from './aws-error';
export { checkMembers } from './check-members';
export { pageOf } from './page-of';
