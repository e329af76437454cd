export { AwsError, type LocalService, type ServiceAnswer, type ServiceCall } from './service';
