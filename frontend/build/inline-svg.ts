import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/**
 * Inlines the SVG files of a folder. `<!-- brand -->`, in a page of the server or in a template of the application,
 * becomes the content of `brand.svg`.
 */
export function inlineSvg(folder: string): Plugin {
  const files = readdirSync(folder).map((file) => ({
    placeholder: `<!-- ${path.basename(file, '.svg')} -->`,
    svg: readFileSync(path.join(folder, file), 'utf8').trim(),
  }));
  const inline = (page: string, encode: (svg: string) => string) =>
    files.reduce((text, { placeholder, svg }) => text.replaceAll(placeholder, () => encode(svg)), page);
  return {
    name: 'flangular-inline-svg',
    transformIndexHtml: { order: 'pre', handler: (page) => inline(page, (svg) => svg) },
    transform(code, id) {
      // At this point a template is a string literal in a module.
      return id.endsWith('.html?raw')
        ? { code: inline(code, (svg) => JSON.stringify(svg).slice(1, -1)), map: null }
        : undefined;
    },
  };
}
