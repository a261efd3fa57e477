import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Emits files that keep their names, and removes the source maps of public code. */
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
