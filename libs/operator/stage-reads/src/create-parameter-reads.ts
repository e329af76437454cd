import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type DoctorPorts } from '@pulso/operator/examination';

import { callFor } from './caller';
import { type ClientSettings } from './client-settings';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const maxNamesPerCall = 10;

export function createParameterReads(settings: ClientSettings): Pick<DoctorPorts, 'readParameters'> {
  const client = new SSMClient(settings);
  return {
    readParameters: async (names) => {
      const values = new Map<string, string>();
      for (let first = 0; first < names.length; first += maxNamesPerCall) {
        const Names = names.slice(first, first + maxNamesPerCall);
        const { Parameters = [] } = await callFor('readParameters', () =>
          client.send(new GetParametersCommand({ Names, WithDecryption: true })),
        );
        for (const { Name = '', Value = '' } of Parameters) values.set(Name, Value);
      }
      return values;
    },
  };
}
