export { Schedule, scheduledTimeAttribute } from './schedule';
