import { services } from '@pulso/contracts/envelope';
import { isSimulated, type SimulatedService } from '@pulso/local/fault-plans';

export type { SimulatedService };

export const simulatedServices: readonly SimulatedService[] = services.filter((service): service is SimulatedService =>
  isSimulated(service),
);
