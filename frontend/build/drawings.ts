import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/**
 * Puts the drawings of a folder into the pages of the server and the templates of the application, where their names
 * stand in comments, so that each is drawn in one file.
 */
export function drawings(folder: string): Plugin {
  const all = readdirSync(folder).map((file) => ({
    place: `<!-- ${path.basename(file, '.svg')} -->`,
    drawing: readFileSync(path.join(folder, file), 'utf8').trim(),
  }));
  const draw = (page: string, written: (drawing: string) => string) =>
    all.reduce((text, { place, drawing }) => text.replaceAll(place, () => written(drawing)), page);
  return {
    name: 'flangular-drawings',
    transformIndexHtml: { order: 'pre', handler: (page) => draw(page, (drawing) => drawing) },
    transform(code, id) {
      // A template is the text of a module by now.
      return id.endsWith('.html?raw')
        ? { code: draw(code, (drawing) => JSON.stringify(drawing).slice(1, -1)), map: null }
        : undefined;
    },
  };
}
