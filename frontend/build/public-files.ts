import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Files that keep their names, and source maps for private code only. */
export function publicFiles(files: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'flangular-public-files',
    apply: 'build',
    buildStart() {
      for (const [fileName, source] of Object.entries(files)) {
        this.emitFile({ type: 'asset', fileName, source: readFileSync(source) });
      }
    },
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk' || !output.fileName.startsWith('static/')) continue;
        delete bundle[`${output.fileName}.map`];
        output.code = output.code.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n');
      }
    },
  };
}
