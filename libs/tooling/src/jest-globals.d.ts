/** `NIGHTLY=1`: there is time for every case; else for a share that a commit can wait for. See jest.preset.js. */
declare const isNightly: boolean;
