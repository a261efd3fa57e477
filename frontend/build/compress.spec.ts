import { build } from 'vite';
import { expect, it } from 'vitest';
import { compress } from './compress';

it('leaves the reason for which a build fails to be seen', async () => {
  const building = build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: 'missing/computer.ts' } },
    plugins: [compress()],
  });
  await expect(building).rejects.toThrow('missing/computer.ts');
});
