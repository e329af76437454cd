import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createRenderPng } from '@pulso/adapters/resvg';
// The bundler copies the file beside this bundle and puts its name here.
import wasmFile from '@resvg/resvg-wasm/index_bg.wasm';

/**
 * Draws charts. A separate bundle, which the handler loads with its first chart: most deliveries have no chart, and
 * every kilobyte of the handler is compiled at each cold start.
 */
export const renderPng = createRenderPng({ wasmFile: join(__dirname, wasmFile), fontFolder: __dirname, readFile });

export { renderChart } from '@pulso/domain/report-rendering';
