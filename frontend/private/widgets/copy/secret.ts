import template from './secret.html?raw';

/**
 * `<fl-secret value="…" lead="Copy the token now." label="New token" icon="key-round">`: a secret that is shown once.
 */
export const secret: angular.IComponentOptions = {
  template,
  bindings: { value: '<', lead: '@', label: '@', icon: '@' },
};
