import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { publicFiles } from './public-files';
import { splitGuard } from './split-guard';

const folders: string[] = [];

/** Builds a small project with each module in the given folder. */
async function buildWith(folderOf: (id: string) => string): Promise<string> {
  const root = mkdtempSync(path.join(tmpdir(), 'split-'));
  folders.push(root);
  mkdirSync(path.join(root, 'private'));
  mkdirSync(path.join(root, 'node_modules/library'), { recursive: true });
  writeFileSync(path.join(root, 'private/main.js'), 'import { two } from "library"; console.log(two);');
  writeFileSync(path.join(root, 'node_modules/library/index.js'), 'export const two = 2 + globalThis.zero;');
  writeFileSync(path.join(root, 'node_modules/library/package.json'), '{"name":"library","main":"index.js"}');
  const fileName = ({ moduleIds }: { moduleIds: string[] }) => `${folderOf(moduleIds[0]!)}/[name].js`;
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    plugins: [splitGuard(root), publicFiles({})],
    build: {
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: path.join(root, 'private/main.js'),
        output: {
          entryFileNames: fileName,
          chunkFileNames: fileName,
          codeSplitting: { groups: [{ name: 'vendor', test: /node_modules/ }] },
        },
      },
    },
  });
  return path.join(root, 'dist');
}

describe('the separation of public and private code', () => {
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  it('accepts separated code, with source maps for private code only', async () => {
    const dist = await buildWith((id) => (id.includes('node_modules') ? 'static' : 'private'));
    expect(readdirSync(path.join(dist, 'private'))).toContain('main.js.map');
    expect(readdirSync(path.join(dist, 'static'))).toEqual(['vendor.js']);
    expect(readFileSync(path.join(dist, 'static/vendor.js'), 'utf8')).not.toContain('sourceMappingURL');
  });

  it('fails when application code is in static/', async () => {
    await expect(buildWith(() => 'static')).rejects.toThrow(/private\/main\.js in static/);
  });

  it('fails when a library is in private/', async () => {
    await expect(buildWith(() => 'private')).rejects.toThrow(/library\/index\.js in private/);
  });
});
