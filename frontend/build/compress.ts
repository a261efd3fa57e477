import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Writes .br and .gz files where they are smaller, so that the server never compresses files. */
export function compress(): Plugin {
  return {
    name: 'flangular-compress',
    apply: 'build',
    writeBundle({ dir: directory = '' }) {
      for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
        if (!/^(static|private).*\.(js|css|svg|map)$/.test(file)) continue;
        const name = path.join(directory, file);
        const content = readFileSync(name);
        // Source maps are large and rarely used: not worth the slowest level.
        const quality = name.endsWith('.map') ? 6 : 11;
        const compressed = {
          br: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
          gz: gzipSync(content, { level: 9 }),
        };
        for (const [extension, bytes] of Object.entries(compressed)) {
          if (bytes.length < content.length) writeFileSync(`${name}.${extension}`, bytes);
        }
      }
    },
  };
}
