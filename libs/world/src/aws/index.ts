export { AwsError } from './aws-error';
