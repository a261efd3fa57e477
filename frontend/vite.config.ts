import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { compress } from './build/compress.ts';
import { inlineSvg } from './build/inline-svg.ts';
import { publicFiles } from './build/public-files.ts';
import { isApplication, isLibrary, splitGuard } from './build/split-guard.ts';

const root = import.meta.dirname;

/**
 * One multi-page build with the server's templates as entry points. Everything of private/ goes to private/assets,
 * which the server serves to logged-in users only. Libraries, styles and fonts go to static/assets.
 *
 * `vite build` writes the product to target/classes. `vite build --mode with-printer` writes the frontend with a second
 * resource, for the tests of `bootstrap`, to target/test-classes.
 */
export default defineConfig(({ mode }) => {
  const withPrinter = mode === 'with-printer';
  return {
    root,
    base: '/', // absolute URLs: the shell is served at any path, /computers/12 for example
    publicDir: false,
    resolve: {
      alias: { '#resources': path.join(root, withPrinter ? 'test/resources.ts' : 'private/resources.ts') },
    },
    css: {
      preprocessorOptions: {
        scss: {
          loadPaths: [path.join(root, 'node_modules'), path.join(root, 'static/styles')],
          quietDeps: true,
          // Bootstrap 5.3 is made of @import.
          silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
        },
      },
    },
    build: {
      outDir: path.join(root, withPrinter ? 'target/test-classes/frontend-with-printer' : 'target/classes/frontend'),
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0, // the policy forbids data: URLs for fonts
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      sourcemap: true,
      rolldownOptions: {
        checks: { bundlerTimings: false },
        input: ['login', 'password', 'index', 'error'].map((name) => path.join(root, `templates/${name}.html`)),
        output: {
          entryFileNames: ({ moduleIds }) => `${side(moduleIds)}/assets/[name]-[hash].js`,
          chunkFileNames: ({ moduleIds }) => `${side(moduleIds)}/assets/[name]-[hash].js`,
          assetFileNames: 'static/assets/[name]-[hash][extname]',
          codeSplitting: { groups: [{ name: 'vendor', test: isLibrary }] },
        },
      },
    },
    plugins: [
      splitGuard(root),
      inlineSvg(path.join(root, 'static/svg')),
      publicFiles({ 'static/favicon.svg': path.join(root, 'static/favicon.svg') }),
      compress(),
    ],
    test: {
      environment: 'happy-dom',
      testTimeout: 30_000, // a machine that does much else is slow
      include: ['{private,static,build,test}/**/*.spec.ts'],
      setupFiles: ['test/setup.ts'],
    },
  };
});

function side(moduleIds: readonly string[]): 'private' | 'static' {
  return moduleIds.some((id) => isApplication(id, root)) ? 'private' : 'static';
}
