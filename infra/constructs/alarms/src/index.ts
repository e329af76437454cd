export { Alarm } from './alarm';
export { watchEvents } from './watch-events';
