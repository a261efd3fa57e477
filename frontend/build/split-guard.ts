import path from 'node:path';
import type { Plugin } from 'vite';

/** What a chunk is made of, as far as the guard looks at it. */
export interface Chunk {
  readonly fileName: string;
  readonly moduleIds: readonly string[];
}

/**
 * What stands on the wrong side: everybody may read static/, so no code of the application may land there;
 * and a library in private/ would be downloaded anew with every release. `root` is the folder of the sources.
 */
export function misplaced(chunks: readonly Chunk[], root: string): string[] {
  return chunks.flatMap(({ fileName, moduleIds }) =>
    moduleIds
      .map((id) => path.posix.normalize(id.split('?')[0]!))
      .filter((id) => (fileName.startsWith('static/') ? isApplication(id, root) : isLibrary(id)))
      .map((id) => `${path.relative(root, id)} in ${fileName}`),
  );
}

/** The application's own code; the tests' folder is part of it in the build that the tests drive. */
export function isApplication(id: string, root: string): boolean {
  return ['private', 'test'].some((folder) => id.startsWith(`${root}/${folder}/`));
}

export function isLibrary(id: string): boolean {
  return id.includes('/node_modules/');
}

/** Fails the build when code lands on the wrong side. */
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
