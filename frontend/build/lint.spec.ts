import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import config from '../vite.config';
import { pageProblems, templateProblems } from './template-rules.mjs';

const root = path.dirname(import.meta.dirname);
const eslint = new ESLint({ cwd: root });

async function messages(code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, 'private/violation.ts') });
  if (result!.messages.some(({ fatal }) => fatal)) throw new Error(`Not valid TypeScript: ${code}`);
  return result!.messages.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

const dependencies = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages as object;
const isInstalled = (name: string) => `node_modules/${name}` in dependencies;

describe('known vulnerabilities of AngularJS are prevented', () => {
  it.each([
    "import angular from 'angular'; export const copied = angular.copy(/x/);",
    "import angular from 'angular'; export const copied = (angular as { copy(of: RegExp): RegExp }).copy(/x/);",
    "import { copy } from 'angular'; export const copied = copy(/x/);",
    "import angular from 'angular'; const { copy } = angular; export const copied = copy(/x/);",
  ])('CVE-2023-26116: angular.copy is refused: %s', async (code) => {
    expect(await messages(code)).toHaveLength(1);
  });

  it('CVE-2023-26117: ngResource is not shipped, and its import and its name are refused', async () => {
    expect(isInstalled('angular-resource')).toBe(false);
    expect(await messages("import 'angular-resource';")).toHaveLength(1);
    expect(await messages("export const needs = ['ngResource'];")).toHaveLength(1);
  });

  it.each([
    '<input type="url" ng-model="$ctrl.address">',
    '<input type="{{ $ctrl.kind }}" ng-model="$ctrl.address">',
    '<input ng-attr-type="{{ $ctrl.kind }}" type="text" ng-model="$ctrl.address">',
    '<input ng-model="$ctrl.address">',
  ])('CVE-2023-26118: input type=url is refused: %s', (html) => {
    expect(templateProblems(html).join()).toMatch(/type/);
  });

  it('CVE-2023-26118: input type=url is refused in pages of the server', () => {
    expect(pageProblems(page('<input type="url" name="next">')).join()).toMatch(/type/);
  });

  it.each([
    'CVE-2024-8372: <img srcset="{{ $ctrl.images }}" alt="">',
    'CVE-2024-8372: <img ng-srcset="{{ $ctrl.images }}" alt="">',
    'CVE-2024-8372: <img ng-attr-srcset="{{ $ctrl.images }}" alt="">',
    'CVE-2024-8372: <img ng-prop-srcset="$ctrl.images" alt="">',
    'CVE-2024-8372: <img data-ng-srcset="{{ $ctrl.images }}" alt="">',
    'CVE-2024-8373: <picture><source srcset="{{ $ctrl.images }}"></picture>',
    'CVE-2024-21490: <img ng-srcset="{{ $ctrl.images }} 1x, /large 2x" alt="">',
  ])('%s is refused', (violation) => {
    expect(templateProblems(violation.replace(/^[^<]*/, '')).join()).toMatch(/srcset/);
  });

  it.each([
    '<svg><image href="{{ $ctrl.image }}"></image></svg>',
    '<svg><image xlink:href="{{ $ctrl.image }}"></image></svg>',
    '<svg><image ng-attr-href="{{ $ctrl.image }}"></image></svg>',
    '<svg><use href="#x"></use></svg>',
  ])('CVE-2025-0716: the image of an SVG is refused: %s', (html) => {
    expect(templateProblems(html).join()).toMatch(/<(image|use)> is not allowed/);
  });

  it('CVE-2025-2336: ngSanitize is not shipped, and its import, its names and ng-bind-html are refused', async () => {
    expect(isInstalled('angular-sanitize')).toBe(false);
    expect(await messages("import 'angular-sanitize';")).toHaveLength(1);
    expect(await messages("export const needs = ['ngSanitize'];")).toHaveLength(1);
    expect(await messages("export const $inject = ['$sanitize'];")).toHaveLength(1);
    expect(templateProblems('<p ng-bind-html="$ctrl.text"></p>')).not.toEqual([]);
    expect(templateProblems('<p data-ng-bind-html="$ctrl.text"></p>')).not.toEqual([]);
  });

  it('CVE-2025-4690: linky is refused', async () => {
    expect(await messages("import 'linkifyjs/dist/linkify';")).toHaveLength(1);
    expect(await messages("export const $inject = ['linkyFilter'];")).toHaveLength(1);
    expect(templateProblems('<p>{{ $ctrl.text | linky }}</p>')).not.toEqual([]);
    expect(templateProblems('<p title="{{ $ctrl.text | linky }}"></p>')).not.toEqual([]);
  });

  it.each(["import 'angular-i18n/angular-locale_de';", "export const $inject = ['$locale'];"])(
    'CVE-2022-25844: another locale is refused: %s',
    async (code) => {
      expect(await messages(code)).toHaveLength(1);
    },
  );

  it.each([
    '<input type="text" ng-model="$ctrl.name" required>',
    '<input type="text" ng-model="$ctrl.name" ng-required="true">',
    '<input type="text" ng-model="$ctrl.name" ng-attr-required="{{ $ctrl.needed }}">',
    '<input type="text" ng-model="$ctrl.name" ng-pattern="/x/">',
    '<input type="text" ng-model="$ctrl.name" minlength="2">',
    '<input type="email" ng-model="$ctrl.email">',
    '<textarea ng-model="$ctrl.name" required></textarea>',
  ])('validation by AngularJS is refused, because it removes invalid input: %s', (html) => {
    expect(templateProblems(html)).not.toEqual([]);
  });

  it('a text area is allowed', () => {
    expect(templateProblems('<textarea rows="4" ng-model="$ctrl.notes"></textarea>')).toEqual([]);
  });

  it('CVE-2022-25869: the build does not support Internet Explorer', () => {
    const { build } = config({ mode: 'production', command: 'build' });
    expect(build!.target).toBe('es2022');
    expect(pageProblems(page('<script src="../static/old.ts"></script>'))).not.toEqual([]);
  });

  it.each([
    'export function settings($sceDelegateProvider: never) { void $sceDelegateProvider; }',
    "export const $inject = ['$sceDelegateProvider'];",
    'export const component = { templateUrl: () => location.hash };',
    'export const component = { templateUrl: `${location.hash}.html` };',
    'export const component = { template: "<p>" + location.hash };',
    'export const part = import(location.hash);',
  ])('CVE-2026-11998: lists of trusted URLs and computed URLs are refused: %s', async (code) => {
    expect(await messages(code)).not.toEqual([]);
  });

  it.each(['<div ng-include="$ctrl.part"></div>', '<ng-include src="$ctrl.part"></ng-include>'])(
    'CVE-2026-11998: ng-include of an expression is refused: %s',
    (html) => {
      expect(templateProblems(html)).not.toEqual([]);
    },
  );
});

describe('text becomes neither elements nor code', () => {
  it.each([
    "export const $inject = ['$sce'];",
    'export const html = (sce: { trustAsHtml(text: string): unknown }, text: string) => sce.trustAsHtml(text);',
    'export const show = (place: Element, text: string) => (place.innerHTML = text);',
    'export const show = (place: Element, text: string) => (place.outerHTML = text);',
    "export const show = (place: Element, text: string) => place.insertAdjacentHTML('beforeend', text);",
    'export const show = (text: string) => document.write(text);',
    'export const show = (place: JQLite, text: string) => place.html(text);',
    "import angular from 'angular'; export const made = angular.element(`<p>${location.hash}`);",
    'export const run = (text: string) => eval(text);',
    'export const run = (text: string) => new Function(text);',
    'export const run = () => setTimeout("alert(1)");',
    "export const address = 'javascript:alert(1)';",
    "export const $inject = ['$compile'];",
    "export const $inject = ['$interpolate'];",
    "export const run = ($scope: angular.IScope) => $scope.$eval('constructor');",
    'export const trust = (provider: angular.ICompileProvider) => provider.aHrefSanitizationTrustedUrlList(/./);',
  ])('refuses %s', async (code) => {
    expect(await messages(code)).not.toEqual([]);
  });

  it('ignores inline configuration, and reports line and column', async () => {
    const code = "/* eslint-disable */\n// Größe 漢字 🚀\nexport const größe = '🚀', html = document.body.innerHTML;\n";
    expect(await messages(code)).toContain('3:35 Put markup into a template.');
  });

  it('accepts ordinary code', async () => {
    const code = `import angular from 'angular';
      import template from './violation.html?raw';
      class Controller { constructor(private readonly $scope: angular.IScope) { $scope.$watch(() => 1); } }
      export const component = { template, controller: Controller, text: structuredClone({ copy: 1 }).copy };`;
    expect(await messages(code)).toEqual([]);
  });

  it.each([
    '<p style="color: red"></p>',
    '<p onclick="alert(1)"></p>',
    '<p ng-on-click="alert(1)"></p>',
    '<p ng-style="$ctrl.style"></p>',
    '<p ng-init="x = 1"></p>',
    '<p x-ng-if="$ctrl.shown"></p>',
    '<script>alert(1)</script>',
    '<style>p { color: red }</style>',
    '<iframe src="/"></iframe>',
    '<object data="/"></object>',
    '<a ng-href="/" target="_blank"></a>',
    '<a href="https://example.org/"></a>',
    '<a href="{{ $ctrl.address }}"></a>',
    '<img src="/x" alt="">',
    '<form action="/elsewhere"></form>',
    '<fl-list onload="alert(1)"></fl-list>',
    '<fl-list ng-bind-html="$ctrl.text"></fl-list>',
    '<fl-list src="{{ $ctrl.address }}"></fl-list>',
    '<p class="a" class="b"></p>',
  ])('refuses in a template %s', (html) => {
    expect(templateProblems(html)).not.toEqual([]);
  });

  it('accepts the elements and attributes of templates', () => {
    const html = `<a class="x" ng-href="{{ $ctrl.href }}" ng-if="$ctrl.a || $ctrl.b">{{ $ctrl.count | number }}</a>
      <fl-list definition="$ctrl.definition" on-change="$ctrl.load()" label="{{ $ctrl.label }}"></fl-list>
      <svg viewBox="0 0 2 2"><path d="M0 0h1" /></svg>`;
    expect(templateProblems(html)).toEqual([]);
  });

  it.each([
    page('<fl-shell>{{ text }}</fl-shell>', ' ng-csp'),
    page('<p title="{{ text }}"></p>', ' ng-csp'),
    page('<p>{{ text }}</p><script type="module" src="../private/main.ts"></script>'),
    page('<p>{{{text}}}</p>'),
    page('<p>{{&text}}</p>'),
    page('<p class="{{text}}"></p>'),
    page('<p ng-if="true"></p>'),
    page('<fl-shell></fl-shell>'),
    page('<script type="module">alert(1)</script>'),
    page('<script type="module" src="https://example.org/x.js"></script>'),
    page('<form method="post" action="https://example.org/"></form>'),
    page('<form method="post" action="{{action}}"></form>'),
    page('<a href="{{scheme}}:alert(1)">x</a>'),
  ])('refuses in a page of the server %s', (html) => {
    expect(pageProblems(html)).not.toEqual([]);
  });

  it('accepts the elements and attributes of pages', () => {
    const form = '<form method="post" action="/login"><input type="hidden" name="next" value="{{next}}" /></form>';
    expect(pageProblems(page(`{{#error}}<p role="alert">{{error}}</p>{{/error}}${form}`))).toEqual([]);
    expect(pageProblems(page('<fl-shell></fl-shell>', ' ng-csp'))).toEqual([]);
  });
});

function page(body: string, onHtml = ''): string {
  return `<!doctype html><html lang="en"${onHtml}><head><title>x</title></head><body>${body}</body></html>`;
}
