export { type Destination, destinationSchema } from './destination';
