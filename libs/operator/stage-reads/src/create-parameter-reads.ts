import { SSMClient } from '@aws-sdk/client-ssm';
import { readParameters } from '@pulso/operator/deployed-stage';
import { type DoctorPorts } from '@pulso/operator/examination';

import { callFor } from './caller';
import { type ClientSettings } from './client-settings';

export function createParameterReads(settings: ClientSettings): Pick<DoctorPorts, 'readParameters'> {
  const client = new SSMClient(settings);
  return { readParameters: (names) => callFor('readParameters', () => readParameters(client, names)) };
}
