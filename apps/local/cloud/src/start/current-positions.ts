import { type MapPositions, createMapPositions, readSourceMapIn } from '@pulso/operator/stack-frames';

/** Leads from stack frames to the sources of the code that runs now. */
export interface CurrentPositions {
  readonly map: MapPositions;
  /** Of a file in the package of a service, from now on. */
  replace(service: string, file: string, sourceMap: string): void;
}

/** @param root - Folder of the repository, where the maps of the code lie that runs at first. */
export function createCurrentPositions(root: string): CurrentPositions {
  const readBuilt = readSourceMapIn(root);
  const replaced = new Map<string, string>();
  const create = (): MapPositions =>
    createMapPositions((service, file) => replaced.get(`${service}/${file}`) ?? readBuilt(service, file));
  let mapPositions = create();
  return {
    map: (service, text) => mapPositions(service, text),
    replace: (service, file, sourceMap) => {
      replaced.set(`${service}/${file}`, sourceMap);
      mapPositions = create();
    },
  };
}
