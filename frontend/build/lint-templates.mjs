// @ts-check
// Checks all templates and pages: `node build/lint-templates.mjs`.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pageProblems, templateProblems } from './template-rules.mjs';

const root = path.dirname(import.meta.dirname);

/** @type {(folder: string, rules: (html: string) => string[]) => string[]} */
function lint(folder, rules) {
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.html'))
    .map((name) => path.join(folder, name))
    .flatMap((name) => rules(readFileSync(path.join(root, name), 'utf8')).map((problem) => `${name}:${problem}`));
}

const problems = [...lint('private', templateProblems), ...lint('templates', pageProblems)];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
