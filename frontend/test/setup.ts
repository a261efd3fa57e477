// angular-mocks knows Jasmine and Mocha; this lets it take Vitest for Mocha. Mocha's hooks share one `this`.
import { afterEach, beforeEach } from 'vitest';

const shared = globalThis as Record<string, unknown>;
const spec: Record<string, unknown> = {};
const withSpec = (register: (hook: () => void) => void) => (hook: (this: object) => void) =>
  register(() => hook.call(spec));
shared['mocha'] = {};
shared['beforeEach'] = withSpec(beforeEach);
shared['afterEach'] = withSpec(afterEach);
shared['setup'] = undefined;

await import('angular');
await import('angular-mocks');
