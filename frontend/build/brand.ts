import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Where the brand stands in a page or template. */
const place = '<!-- brand -->';

/** Puts the brand into the pages of the server and the templates of the application, so that it is drawn in one file. */
export function brand(file: string): Plugin {
  const drawing = readFileSync(file, 'utf8').trim();
  return {
    name: 'flangular-brand',
    transformIndexHtml: { order: 'pre', handler: (page) => page.replace(place, () => drawing) },
    transform(code, id) {
      // A template is the text of a module by now.
      return id.endsWith('.html?raw')
        ? { code: code.replace(place, () => JSON.stringify(drawing).slice(1, -1)), map: null }
        : undefined;
    },
  };
}
