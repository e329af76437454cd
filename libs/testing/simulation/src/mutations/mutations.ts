import { deliveryMutations } from './delivery-mutations';
import { fanInMutations } from './fan-in-mutations';
import { historyMutations } from './history-mutations';
import { type Mutation } from './mutation';
import { planMutations } from './plan-mutations';
import { postMutations } from './post-mutations';

/** Every rule of the protocol, in the order of docs/protocol.md. */
export const mutations: readonly Mutation[] = [
  ...planMutations,
  ...fanInMutations,
  ...historyMutations,
  ...deliveryMutations,
  ...postMutations,
];
