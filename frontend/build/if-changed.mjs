// Installs, builds and tests only when something changed: `node build/if-changed.mjs product|with-printer|sbom|tests`.
// Needs nothing but Node, because it decides whether the packages are installed.
import { execSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const mode = process.argv[2];
const output = {
  product: 'target/classes/frontend',
  'with-printer': 'target/test-classes/frontend-with-printer',
  sbom: 'target/sbom/frontend.cdx.json',
  tests: 'target/tests.sha256',
}[mode];
if (!output) throw new Error('Say what to do: product, with-printer, sbom or tests');

const packages = ['package.json', 'package-lock.json', '.npmrc'];
const product = ['vite.config.ts', 'build', 'static', 'private', 'templates'];
const sources = {
  product,
  'with-printer': [...product, 'test/printer.ts', 'test/resources.ts'],
  tests: [...product, 'test', 'tsconfig.json', 'eslint.config.js', 'advisories.json'],
};

function files(name) {
  const file = path.join(root, name);
  if (statSync(file).isFile()) return [name];
  return readdirSync(file)
    .sort()
    .flatMap((child) => files(`${name}/${child}`));
}

function hash(names) {
  const sum = createHash('sha256').update(process.version);
  for (const name of names.flatMap(files)) sum.update(`${name}\0`).update(readFileSync(path.join(root, name)));
  return sum.digest('hex');
}

function unlessDone(what, mark, key, needed, commands) {
  if (existsSync(path.join(root, needed)) && existsSync(mark) && readFileSync(mark, 'utf8') === key) {
    console.log(`${what}: unchanged`);
    return;
  }
  for (const command of commands) execSync(command, { cwd: root, stdio: 'inherit' });
  mkdirSync(path.dirname(mark), { recursive: true });
  writeFileSync(mark, key);
}

const packagesKey = hash(packages);
const installed = path.join(root, 'node_modules/.flangular-packages');
unlessDone('npm packages', installed, packagesKey, 'node_modules', ['npm ci --ignore-scripts']);
const built = path.join(root, `target/${mode}.sha256`);
if (mode === 'sbom') {
  const key = packagesKey + hash(['advisories.json', 'build/sbom.mjs']);
  unlessDone('frontend SBOM', built, key, output, ['node build/sbom.mjs']);
} else if (mode === 'tests') {
  unlessDone('what the frontend tests passed on', built, packagesKey + hash(sources.tests), output, ['npm test']);
} else {
  const build = `npm run build -- --mode ${mode === 'product' ? 'production' : mode}`;
  unlessDone(`${mode} frontend`, built, packagesKey + hash(sources[mode]), output, [build]);
}
