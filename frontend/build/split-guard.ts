import path from 'node:path';
import type { Plugin } from 'vite';

/** The parts of a chunk that the guard checks. */
export interface Chunk {
  readonly fileName: string;
  readonly moduleIds: readonly string[];
}

/**
 * The modules that are on the wrong side. static/ is public, so no code of the application may be there. A library in
 * private/ would be downloaded again with every release. `root` is the folder of the sources.
 */
export function misplaced(chunks: readonly Chunk[], root: string): string[] {
  return chunks.flatMap(({ fileName, moduleIds }) =>
    moduleIds
      .map((id) => path.posix.normalize(id.split('?')[0]!))
      .filter((id) => (fileName.startsWith('static/') ? isApplication(id, root) : isLibrary(id)))
      .map((id) => `${path.relative(root, id)} in ${fileName}`),
  );
}

/** Whether a module is code of the application. In the build for the tests, their folder is part of it. */
export function isApplication(id: string, root: string): boolean {
  return ['private', 'test'].some((folder) => id.startsWith(`${root}/${folder}/`));
}

export function isLibrary(id: string): boolean {
  return id.includes('/node_modules/');
}

/** A plugin that fails the build when a module is on the wrong side. */
export function splitGuard(root: string): Plugin {
  return {
    name: 'flangular-split-guard',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const wrong = misplaced(chunks, root);
      if (wrong.length > 0) this.error(`Public and private code are mixed:\n  ${wrong.join('\n  ')}`);
    },
  };
}
