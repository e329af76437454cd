export { SecretParameter } from './secret-parameter';
