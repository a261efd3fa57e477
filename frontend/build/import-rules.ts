import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The layers of private/, the lowest first. Every other folder is a feature, and lies between `resource` and `shell`.
 */
const layers = [['http', 'ui-bootstrap'], ['ui'], ['form', 'widgets'], ['session'], ['resource'], ['shell']];
const shell = layers.length - 1;

/** A feature, such as `account`: above everything but the shell. */
const feature = shell - 0.5;

/**
 * What is wrong with the imports of the application:
 *
 * - A folder imports only from lower layers, so that features know neither each other nor the shell.
 * - A module file (`*.module.ts`) composes the folders below it. Only other module files and the files at the root,
 *   such as `application.ts`, import it.
 * - Apart from module files, no two folders import each other, not even by way of others.
 *
 * @param sources the source text of each file by its path relative to private/, without specs and fixtures
 */
export function importProblems(sources: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  const folders = new Map<string, Set<string>>();
  for (const [file, source] of sources) {
    for (const imported of importsOf(file, source)) {
      if (top(file) !== top(imported) && layerOf(imported) >= layerOf(file)) {
        problems.push(`${file} imports ${imported} of the same or a higher layer`);
      }
      if (isModule(imported) && !isModule(file) && top(file) !== '') {
        problems.push(`${file} imports the module file ${imported}`);
      }
      const [from, to] = [path.posix.dirname(file), path.posix.dirname(imported)];
      if (from === to || isModule(file) || top(file) === '') continue;
      folders.set(from, (folders.get(from) ?? new Set()).add(to));
    }
  }
  const cyclic = [...folders.keys()].filter((folder) => reachable(folder, folders).has(folder)).sort();
  if (cyclic.length > 0) problems.push(`Folders import each other: ${cyclic.join(', ')}`);
  return problems;
}

/** The sources of the application by their paths relative to the folder. */
export function readSources(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => /\.ts$/.test(name) && !/\.(spec|fixture)\.ts$/.test(name))
      .map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(folder, name), 'utf8')]),
  );
}

/** How many files each folder holds, by its path relative to the given one. Folders in it do not count. */
export function filesPerFolder(root: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const folder = path.relative(root, entry.parentPath);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return counts;
}

function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^'?]*)/g)].map(([, relative]) => {
    const imported = path.posix.normalize(path.posix.join(path.posix.dirname(file), relative!));
    return path.posix.extname(imported) === '.html' ? imported : `${imported}.ts`;
  });
}

function layerOf(file: string): number {
  const folder = top(file);
  if (folder === '') return Infinity;
  const layer = layers.findIndex((names) => names.includes(folder));
  return layer < 0 ? feature : layer;
}

/** The folder of private/ that a file is in; empty for the files at the root. */
function top(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
}

function isModule(file: string): boolean {
  return file.endsWith('.module.ts');
}

function reachable(from: string, edges: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const found = new Set<string>();
  const queue = [from];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const to of edges.get(next) ?? []) {
      if (found.has(to)) continue;
      found.add(to);
      queue.push(to);
    }
  }
  return found;
}
