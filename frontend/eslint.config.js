// Prevents the known vulnerabilities of AngularJS, and turning text into elements or code. Each rule has a violation in
// build/lint.spec.ts. The rules for templates are in build/template-rules.mjs.
import * as typeScriptParser from './build/type-script-parser.mjs';

const names = (names) => `:matches(Identifier[name=/^(${names})$/], Literal[value=/^(${names})$/])`;

export default [
  { ignores: ['target/', 'node_modules/'] },
  {
    files: ['private/**/*.ts', 'static/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.fixture.ts'],
    languageOptions: {
      parser: typeScriptParser,
      globals: { window: 'readonly', document: 'readonly', setTimeout: 'readonly', setInterval: 'readonly' },
    },
    linterOptions: { noInlineConfig: true },
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['angular-resource', 'angular-resource/*'],
              message: 'ngResource is not shipped (CVE-2023-26117).',
            },
            {
              group: ['angular-sanitize', 'angular-sanitize/*', '*linkify*', '*linky*'],
              message: 'ngSanitize and linky are not shipped (CVE-2025-2336, CVE-2025-4690).',
            },
            {
              group: ['angular-i18n', 'angular-i18n/*', '*dynamic-locale*'],
              message: 'The locale must not be replaced (CVE-2022-25844).',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "MemberExpression[property.name='copy']:matches([object.name='angular'], [object.expression.name='angular'])",
          message: 'angular.copy of a regular expression can hang (CVE-2023-26116). Use structuredClone or a spread.',
        },
        {
          selector: "ImportDeclaration[source.value='angular'] > ImportSpecifier[imported.name='copy']",
          message: 'angular.copy of a regular expression can hang (CVE-2023-26116).',
        },
        {
          selector: "VariableDeclarator[init.name='angular'] > ObjectPattern",
          message: 'Write angular.…, so that this lint sees what is used.',
        },
        {
          selector: names('ngResource|\\$resource'),
          message: 'ngResource is not shipped (CVE-2023-26117).',
        },
        {
          selector: names('ngSanitize|\\$sanitize|\\$sanitizeProvider|linky|linkyFilter'),
          message: 'ngSanitize and linky are not shipped (CVE-2025-2336, CVE-2025-4690).',
        },
        {
          selector: names('\\$locale|\\$localeProvider|tmhDynamicLocale|tmhDynamicLocaleProvider'),
          message: 'The locale must not be replaced (CVE-2022-25844).',
        },
        {
          selector: names('\\$sceDelegate|\\$sceDelegateProvider|\\$sceProvider'),
          message: 'Templates are imported; there is no list of trusted URLs to configure (CVE-2026-11998).',
        },
        {
          selector: 'MemberExpression[property.name=/^(aHref|imgSrc)Sanitization(TrustedUrlList|Whitelist)$/]',
          message: 'Do not change which URLs AngularJS considers safe.',
        },
        {
          selector: `:matches(MemberExpression[property.name=/^trustAs/], ${names('\\$sce')})`,
          message: 'Do not bypass Strict Contextual Escaping. Show text as text.',
        },
        {
          selector: names('\\$compile|\\$interpolate|\\$parse'),
          message: 'AngularJS executes what it compiles: templates only.',
        },
        {
          selector:
            'CallExpression[callee.property.name=/^\\$(eval|evalAsync|apply|applyAsync|watch|watchCollection)$/][arguments.0.type=/Literal$/]',
          message: 'Pass a function, not a string.',
        },
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
          message: 'Put markup into a template.',
        },
        {
          selector:
            'MemberExpression[property.name=/^(insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe)$/]',
          message: 'Put markup into a template.',
        },
        {
          selector: "MemberExpression[object.name='document'][property.name=/^write(ln)?$/]",
          message: 'Put markup into a template.',
        },
        {
          selector: "CallExpression[callee.property.name='html'][arguments.length>0]",
          message: 'Put markup into a template.',
        },
        {
          selector:
            "CallExpression[callee.object.name='angular'][callee.property.name='element'][arguments.0.type=/Literal$/]",
          message: 'Put markup into a template.',
        },
        {
          selector: "Property[key.name='templateUrl']:not([value.type='Literal'])",
          message: 'The URL of a template must be a literal (CVE-2026-11998).',
        },
        {
          selector: "Property[key.name='template']:not([value.type='Identifier'])",
          message: 'Import the template from a file, which is checked too.',
        },
        {
          selector: "ImportExpression:not([source.type='Literal'])",
          message: 'The imported path must be a literal.',
        },
      ],
    },
  },
];
