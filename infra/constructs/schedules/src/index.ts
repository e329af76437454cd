export { RepeatedMessage } from './repeated-message';
export { Schedule, scheduledTimeAttribute } from './schedule';
