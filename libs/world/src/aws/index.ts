export { AwsError } from './aws-error';
export { pageOf } from './page-of';
