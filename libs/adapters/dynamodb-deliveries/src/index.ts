export { createDeliveryStore } from './create-delivery-store';
export { MalformedDeliveryItemError } from './errors';
