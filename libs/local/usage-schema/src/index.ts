export { usageSchema } from './usage-schema';
