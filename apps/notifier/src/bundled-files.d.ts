/** Files that the bundler copies beside the bundle. */
declare module '*.wasm' {
  /** The file's name, from the folder of the bundle. */
  const file: string;
  export default file;
}
