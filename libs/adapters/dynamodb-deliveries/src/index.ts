export { createDeliveryStore } from './create-delivery-store';
export { deliveryItem } from './delivery-item';
