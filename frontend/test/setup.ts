// angular-mocks supports Jasmine and Mocha. This makes Vitest look like Mocha, whose hooks share one `this`.
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
