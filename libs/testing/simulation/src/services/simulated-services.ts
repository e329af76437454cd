import { type Service, services } from '@pulso/contracts/naming';
import { isSimulated, type notSimulated } from '@pulso/local/fault-plans';

/** The services that each world runs. */
export type SimulatedService = Exclude<Service, (typeof notSimulated)[number]>;

export const simulatedServices: readonly SimulatedService[] = services.filter((service): service is SimulatedService =>
  isSimulated(service),
);
