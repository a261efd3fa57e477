import { describe, expect, it } from 'vitest';
import { run } from '../test/application';
import { computer } from './computer/computer';
import listTemplate from './resource/list/resource-list.html?raw';
import { createHTML } from './trusted-types';

describe('the Trusted Types policy', () => {
  it('accepts the templates of the application', () => {
    expect(createHTML(listTemplate)).toBe(listTemplate);
    expect(createHTML('')).toBe('');
  });

  it('accepts the element of every routed component', () => {
    const app = run([computer], '/computers');
    const components = app.injector
      .get<{ get(): { component?: string }[] }>('$state')
      .get()
      .flatMap(({ component }) =>
        component ? [component.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)] : [],
      );
    app.stop();
    expect(components).toContain('fl-user-tokens');
    const refused = components.filter((name) => {
      const wrappers = [`<${name} ></${name}>`, `<${name} definition='::$resolve.definition'></${name}>`];
      return wrappers.every((wrapper) => createHTML(wrapper) === null);
    });
    expect(refused).toEqual([]);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    `${listTemplate}<script>alert(1)</script>`,
    '<fl-resource-list definition="constructor.constructor(1)()"></fl-resource-list>',
    ' ',
  ])('refuses everything else: %.40s', (markup) => {
    expect(createHTML(markup)).toBeNull();
  });
});
