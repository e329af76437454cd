export { createDeliveryStore } from './create-delivery-store';
