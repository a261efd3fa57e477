import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesPerFolder, importProblems, readSources } from './import-rules';

const root = path.dirname(import.meta.dirname);

/** The problems of a small application: an import for each pair of files. */
function problemsOf(...imports: [file: string, imported: string][]): string[] {
  return importProblems(new Map(imports.map(([file, imported]) => [file, `import { x } from '${imported}';`])));
}

describe('the imports of the application', () => {
  it('lead from each layer to lower layers only', () => {
    const sources = readSources(path.join(root, 'private'));
    expect(sources.size).toBeGreaterThan(50);
    expect(importProblems(sources)).toEqual([]);
  });

  it.each<[string, string]>([
    ['ui/dialogs/dialogs.ts', '../../shell/shell'],
    ['http/failure.ts', '../ui/focus'],
    ['form/field.ts', '../session/session'],
    ['form/field.ts', '../widgets/menu'],
    ['session/session.ts', '../account/account-service'],
    ['resource/list/resource-list.ts', '../../shell/shell'],
    ['account/account.ts', '../administration/users/user-service'],
    ['printer/printer.ts', '../computer/computer'],
    ['printer/printer.ts', '../shell/shell'],
    ['shell/shell.ts', '../application'],
  ])('are refused from %s to %s', (file, imported) => {
    expect(problemsOf([file, imported])).toHaveLength(1);
  });

  it('are refused in a cycle of folders', () => {
    const cycle = problemsOf(
      ['account/account.ts', './tokens/tokens'],
      ['account/tokens/tokens.ts', '../profile/profile'],
      ['account/profile/profile.ts', '../account'],
    );
    expect(cycle).toEqual(['Folders import each other: account, account/profile, account/tokens']);
  });

  it('are refused of module files, except in other module files', () => {
    expect(problemsOf(['account/account.ts', '../form/form.module'])).toHaveLength(1);
    expect(problemsOf(['account/account.module.ts', '../form/form.module'])).toEqual([]);
    expect(problemsOf(['application.ts', './account/account.module'])).toEqual([]);
  });

  it('are allowed downwards, from a feature of its own too', () => {
    const allowed = problemsOf(
      ['printer/printer.ts', '../resource/define-resource'],
      ['shell/shell.ts', '../session/session'],
      ['account/account.module.ts', './tokens/tokens'],
      ['account/tokens/tokens.ts', '../account-service'],
      ['account/account.ts', './account.html?raw'],
    );
    expect(allowed).toEqual([]);
  });
});

it.each(['private', 'static', 'templates', 'test', 'build'])('no folder of %s has more than 14 files', (folder) => {
  const large = [...filesPerFolder(path.join(root, folder))].filter(([, count]) => count > 14);
  expect(large).toEqual([]);
});
