/**
 * The default policy of Trusted Types. AngularJS assigns its templates to `innerHTML`, and the browser accepts only the
 * strings of this allow-list. Any other markup, for example from a user's text, throws. Import this module first.
 */

/** The application's own templates. */
const templates = import.meta.glob<string>('./**/*.html', { query: '?raw', import: 'default', eager: true });

/** The elements that the libraries create, character by character. */
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

/** Returns the markup if it is allowed, otherwise null, which the browser refuses. */
export function createHTML(markup: string): string | null {
  return allowed.has(markup) ? markup : null;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: typeof createHTML }): unknown;
}

// Absent in older browsers, which then rely on the rest of the Content-Security-Policy.
(window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('default', { createHTML });
