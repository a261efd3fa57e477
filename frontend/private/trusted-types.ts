/**
 * The default policy of Trusted Types, and the reason why this module is imported first: AngularJS writes its
 * templates to innerHTML, and the browser lets only what stands on this list pass. Markup made from anything
 * else, a user's text for example, throws instead of becoming elements.
 */

/** The application's own templates. */
const templates = import.meta.glob<string>('./**/*.html', { query: '?raw', import: 'default', eager: true });

/** What the libraries wrap around them, word for word. */
const wrappers = [
  '',
  // angular-ui-bootstrap
  '<div uib-modal-backdrop="modal-backdrop"></div>',
  '<div uib-modal-window="modal-window"></div>',
  '<div class="uib-position-scrollbar-measure"></div>',
  // ui-router, for the routed components
  "<fl-resource-list definition='::$resolve.definition'></fl-resource-list>",
  "<fl-resource-detail definition='::$resolve.definition'></fl-resource-detail>",
  '<fl-account ></fl-account>',
  '<fl-administration ></fl-administration>',
  '<fl-users ></fl-users>',
  '<fl-user-tokens ></fl-user-tokens>',
  '<fl-roles ></fl-roles>',
  '<fl-audit ></fl-audit>',
  '<fl-api-reference ></fl-api-reference>',
  '<fl-not-found ></fl-not-found>',
];

const allowed = new Set([...wrappers, ...Object.values(templates)]);

/** The markup itself when it is on the list, else null, which the browser refuses. */
export function createHTML(markup: string): string | null {
  return allowed.has(markup) ? markup : null;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: typeof createHTML }): unknown;
}

// Absent in older browsers, which then rely on the rest of the Content-Security-Policy.
(window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('default', { createHTML });
