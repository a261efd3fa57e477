import { build } from 'vite';
import { expect, it } from 'vitest';
import { compress } from './compress';

it('does not hide the error of a failed build', async () => {
  const building = build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: 'missing/computer.ts' } },
    plugins: [compress()],
  });
  await expect(building).rejects.toThrow('missing/computer.ts');
});
