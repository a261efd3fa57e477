import { describe, expect, it } from 'vitest';
import listTemplate from './resource/resource-list.html?raw';
import { createHTML } from './trusted-types';

describe('the Trusted Types policy', () => {
  it('lets the application’s own templates pass, word for word', () => {
    expect(createHTML(listTemplate)).toBe(listTemplate);
    expect(createHTML('')).toBe('');
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
