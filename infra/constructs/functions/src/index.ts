export { ServiceFunction } from './service-function';
